package io.foundry9.filebackend;

import java.util.List;

/** Two histories disagree, and somebody must choose first. */
public final class ConflictException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final List<String> conflicts;

    /** @param conflicts the ids of the conflicts, sorted */
    public ConflictException(String path, List<String> conflicts, String problem) {
        super(path, problem, null);
        this.conflicts = List.copyOf(conflicts);
    }

    /** The ids of the conflicts, sorted: each a path, or what stands for one where a name is no path. */
    public List<String> conflicts() {
        return conflicts;
    }
}
