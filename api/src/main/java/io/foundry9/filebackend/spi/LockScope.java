package io.foundry9.filebackend.spi;

import java.util.List;

/**
 * How much of a store a lock covers: single entries, so that writes to different paths go on side by side, or the whole
 * tree.
 *
 * @param paths the entries; none means the whole tree
 */
public record LockScope(List<StorePath> paths) {

    private static final LockScope TREE = new LockScope(List.of());

    public LockScope {
        paths = List.copyOf(paths);
    }

    /** The whole tree: nobody else publishes anything. */
    public static LockScope tree() {
        return TREE;
    }

    /** One entry. */
    public static LockScope entry(StorePath path) {
        return new LockScope(List.of(path));
    }

    /** Two entries, as for a move. */
    public static LockScope entries(StorePath first, StorePath second) {
        return new LockScope(List.of(first, second));
    }

    public boolean isTree() {
        return paths.isEmpty();
    }
}
