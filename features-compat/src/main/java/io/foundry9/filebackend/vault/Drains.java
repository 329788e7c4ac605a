package io.foundry9.filebackend.vault;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

/**
 * Sees the generations of one vault off: retires them, and closes them in the background. While that lasts, they are among
 * the farewells of all vaults. It keeps nothing itself.
 */
final class Drains {

    private static final System.Logger LOG = System.getLogger(Drains.class.getName());

    private final String vault;
    private final VaultThreads threads;
    private final Farewells farewells;

    Drains(String vault, VaultThreads threads, Farewells farewells) {
        this.vault = vault;
        this.threads = threads;
        this.farewells = farewells;
    }

    /**
     * Says that a generation is to be closed, before anybody can miss it.
     *
     * @param timeout how long leases on it may last
     */
    Farewell announce(Generation old, Duration timeout) {
        return farewells.begin(old, timeout);
    }

    /** Begins to close a generation that no one can find any more. */
    void begin(Farewell farewell) {
        farewell.generation().retire();
        try {
            threads.drain(() -> close(farewell, farewell.drainTimeout()));
        } catch (RejectedExecutionException e) {
            close(farewell, Duration.ZERO); // the registry is closed: nobody is left to wait for
        }
    }

    private void close(Farewell farewell, Duration timeout) {
        try {
            if (!farewell.generation().drainAndClose(timeout)) {
                LOG.log(Level.WARNING, "vault ''{0}'': a backend was closed while it was still in use, after {1} ms",
                        vault, timeout.toMillis());
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "vault ''{0}'': a backend could not be closed: {1}", vault, Problem.of(e).reason());
        } finally {
            farewells.end(farewell);
        }
    }
}
