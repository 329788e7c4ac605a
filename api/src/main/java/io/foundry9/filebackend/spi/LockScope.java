package io.foundry9.filebackend.spi;

import java.util.List;

/**
 * How much of a store a lock covers: single entries, so that writes to different paths go on side by side, or the whole
 * tree.
 *
 * @param paths the entries; none means the whole tree
 * @param isSession whether a session begins with it, and ends when it is given back; then it covers the whole tree
 */
public record LockScope(List<StorePath> paths, boolean isSession) {

    private static final LockScope TREE = new LockScope(List.of(), false);
    private static final LockScope SESSION = new LockScope(List.of(), true);

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException a session that names paths
     */
    public LockScope {
        paths = List.copyOf(paths);
        if (isSession && !paths.isEmpty()) {
            throw new IllegalArgumentException("a session covers the whole tree");
        }
    }

    /** The whole tree: nobody else publishes anything. */
    public static LockScope tree() {
        return TREE;
    }

    /** The whole tree, for a session: a store that follows another place catches up with it first. */
    public static LockScope session() {
        return SESSION;
    }

    /** One entry. */
    public static LockScope entry(StorePath path) {
        return new LockScope(List.of(path), false);
    }

    /** Two entries, as for a move. */
    public static LockScope entries(StorePath first, StorePath second) {
        return new LockScope(List.of(first, second), false);
    }

    /** Whether it covers the whole tree, as a session does too. */
    public boolean isTree() {
        return paths.isEmpty();
    }
}
