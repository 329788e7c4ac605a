package io.foundry9.filebackend;

/** There is no backend to ask just now: its bundle, its service or its root is away. */
public final class BackendUnavailableException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    /** @param problem what is away, and what to do */
    public BackendUnavailableException(String path, String problem) {
        super(path, problem, null);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
