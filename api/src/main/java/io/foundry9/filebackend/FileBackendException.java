package io.foundry9.filebackend;

import java.util.Objects;

/**
 * An operation of a backend that failed. The kind is told by the class, finer kinds by an enum of the class; nobody
 * needs to read the message, which is for people: {@code create 'docs/a.txt': already exists}. Neither message nor
 * cause holds a secret or an absolute path of the host.
 */
public abstract class FileBackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;
    private String operation = "";

    /**
     * @param path the path concerned, canonical where it could be read as one, else as it was given
     * @param problem what is wrong and what to do, without path and operation
     */
    protected FileBackendException(String path, String problem, Throwable cause) {
        super(problem, cause);
        this.path = Objects.requireNonNull(path, "path");
        this.problem = Objects.requireNonNull(problem, "problem");
    }

    /** The operation that was tried, such as {@code create}; empty where a store has thrown it and none is known yet. */
    public final String operation() {
        return operation;
    }

    /** The path that the error is about; empty for the root. */
    public final String path() {
        return path;
    }

    /** What is wrong and what to do, without path and operation. */
    public final String problem() {
        return problem;
    }

    /** Whether the same call may succeed later without anybody's doing. */
    public boolean retryable() {
        return false;
    }

    /** Names the operation, unless one is named already; for those who call a store. */
    public final FileBackendException during(String tried) {
        if (operation.isEmpty()) {
            operation = Objects.requireNonNull(tried, "tried");
        }
        return this;
    }

    @Override
    public String getMessage() {
        String where = "'" + (path.isEmpty() ? "/" : path) + "': " + problem;
        return operation.isEmpty() ? where : operation + " " + where;
    }
}
