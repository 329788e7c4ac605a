package io.foundry9.filebackend.vault;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/** Sees the generations of one vault off: retires them, and closes them in the background. It keeps nothing. */
final class Drains {

    private static final System.Logger LOG = System.getLogger(Drains.class.getName());

    private final String vault;
    private final VaultThreads threads;

    Drains(String vault, VaultThreads threads) {
        this.vault = vault;
        this.threads = threads;
    }

    /**
     * Begins to close a generation that no one can find any more.
     *
     * @param timeout how long leases on it may last
     */
    void begin(Generation old, Duration timeout) {
        old.retire();
        try {
            threads.drain(() -> close(old, timeout));
        } catch (RejectedExecutionException e) {
            close(old, Duration.ZERO); // the registry is closed: nobody is left to wait for
        }
    }

    private void close(Generation old, Duration timeout) {
        try {
            if (!old.drainAndClose(timeout)) {
                LOG.log(Level.WARNING, "vault ''{0}'': a backend was closed while it was still in use, after {1} ms",
                        vault, timeout.toMillis());
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "vault ''{0}'': a backend could not be closed: {1}", vault, Problem.of(e).reason());
        }
    }
}
