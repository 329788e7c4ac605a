package io.foundry9.filebackend;

/** There is no backend to ask just now: its bundle, its service or its root is away. */
public final class BackendUnavailableException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** @param problem what is away, and what to do */
    public BackendUnavailableException(String path, String problem) {
        this(path, problem, true);
    }

    /**
     * With retry advice of its own.
     *
     * @param problem what is away, and what to do
     * @param retryable false where it stays away until somebody does something
     */
    public BackendUnavailableException(String path, String problem, boolean retryable) {
        super(path, problem, null);
        this.retryable = retryable;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
