package io.foundry9.filebackend;

import java.util.Objects;

/** The storage, or the source of a content, failed. {@link #kind()} says how. */
public final class StorageException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** How it failed, and whether trying again can help. */
    public enum Kind {
        /** The disk, the network or the service reported an error. */
        IO(true),
        /** There is no room left, or the quota is used up. */
        NO_SPACE(false),
        /** The process has too many files open. */
        TOO_MANY_OPEN_FILES(true),
        /** The calling thread was interrupted; its interrupt status is set. */
        INTERRUPTED(true),
        /** The operation took longer than its deadline. */
        DEADLINE(true),
        /** What was to be written could not be read from its source. */
        SOURCE_FAILED(false),
        /** The backend was closed. */
        CLOSED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }
    }

    /** @param cause without secrets and host paths, or the caller's own */
    public StorageException(Kind kind, String path, String problem, Throwable cause) {
        super(path, problem, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** What kind of trouble it is: what code decides by. */
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean retryable() {
        return kind.retryable;
    }
}
