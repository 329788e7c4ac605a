package io.foundry9.filebackend;

import java.time.Duration;
import java.util.Objects;

/** Someone else held the lock for as long as the caller would wait. */
public final class LockTimeoutException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final Duration waited;

    /** @param waited how long the caller was willing to wait */
    public LockTimeoutException(String path, Duration waited) {
        super(path, "is locked by someone else; waited " + waited.toMillis() + " ms", null);
        this.waited = Objects.requireNonNull(waited, "waited");
    }

    /** How long the caller was willing to wait. */
    public Duration waited() {
        return waited;
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
