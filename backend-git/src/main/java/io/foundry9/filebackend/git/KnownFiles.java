package io.foundry9.filebackend.git;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What files looked like when they were last seen with a certain content; so git's index can tell without reading them that
 * they have not changed. Forgets the oldest when there are too many. Safe for use by many threads.
 */
final class KnownFiles {

    /** A time that says nothing: the file must be read. */
    static final Instant UNKNOWN = Instant.EPOCH;

    private static final int MOST = 200_000;

    private final Map<RawPath, WorkFiles.Found> files = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RawPath, WorkFiles.Found> eldest) {
            return size() > MOST;
        }
    };

    synchronized void note(RawPath path, WorkFiles.Found found) {
        files.put(path, found);
    }

    /** What is known of a path, if it was seen with this entry. */
    synchronized Optional<WorkFiles.Found> of(RawPath path, TreeEntry entry) {
        return Optional.ofNullable(files.get(path)).filter(found -> found.entry().equals(entry));
    }

    /** For when the index has them. */
    synchronized void clear() {
        files.clear();
    }
}
