package io.foundry9.filebackend.vault;

import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * A generation that is being closed in the background, for those who have to wait until it is. Immutable.
 *
 * @param drainTimeout how long leases on it may last
 */
record Farewell(Generation generation, Duration drainTimeout) {

    private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

    /** How long a backend may take to close when nobody uses it any more. */
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);

    void await() {
        try {
            if (!generation.awaitClosed(drainTimeout.plus(TO_CLOSE))) {
                LOG.log(Level.WARNING, "a backend takes too long to close; it is left to itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
