package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An entry of a {@link MemoryTree}. Immutable, so that a tree can be shared by everybody who looks at it. */
sealed interface MemoryNode {

    Stamp stamp();

    FileType type();

    long size();

    /**
     * When an entry came to be and last changed.
     *
     * @param version a number that no other content of the store has had
     */
    record Stamp(long version, Instant created, Instant modified) {

        /** The stamp of content that takes the place of what has this one. */
        Stamp replacedBy(Stamp newer) {
            return new Stamp(newer.version, created, newer.modified);
        }
    }

    /** @param bytes never written to once they are here */
    record File(byte[] bytes, Stamp stamp) implements MemoryNode {
        @Override
        public FileType type() {
            return FileType.FILE;
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }

    /** @param target as POSIX has it: relative to the directory of the link, or absolute and so outside */
    record Link(String target, Stamp stamp) implements MemoryNode {
        @Override
        public FileType type() {
            return FileType.SYMLINK;
        }

        @Override
        public long size() {
            return target.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** @param children by name */
    record Directory(NavigableMap<String, MemoryNode> children, Stamp stamp) implements MemoryNode {

        static Directory empty(Stamp stamp) {
            return new Directory(Collections.emptyNavigableMap(), stamp);
        }

        @Override
        public FileType type() {
            return FileType.DIRECTORY;
        }

        @Override
        public long size() {
            return 0;
        }

        /** The directory with another child of that name, or without one where {@code child} is null. */
        Directory with(String name, MemoryNode child, Stamp now) {
            NavigableMap<String, MemoryNode> changed = new TreeMap<>(children);
            MemoryNode before = child == null ? changed.remove(name) : changed.put(name, child);
            boolean onlyDeeper = before instanceof Directory && child instanceof Directory;
            return new Directory(
                    Collections.unmodifiableNavigableMap(changed), onlyDeeper ? stamp : stamp.replacedBy(now));
        }
    }
}
