package io.foundry9.filebackend.git;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to become of some paths of a tree: another entry, or none. An entry that is put takes the place of whatever was
 * there; one that is removed goes with all below it. For one thread.
 */
final class Edits {

    private final Map<RawPath, Optional<TreeEntry>> byPath = new TreeMap<>();

    void put(RawPath path, TreeEntry entry) {
        byPath.put(path, Optional.of(entry));
    }

    void remove(RawPath path) {
        byPath.put(path, Optional.empty());
    }

    void set(RawPath path, Optional<TreeEntry> entry) {
        byPath.put(path, entry);
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    int size() {
        return byPath.size();
    }

    /** By path, in its order. */
    Map<RawPath, Optional<TreeEntry>> byPath() {
        return Collections.unmodifiableMap(byPath);
    }
}
