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

    /** @return false if it takes too long */
    boolean await() {
        return await(drainTimeout);
    }

    /**
     * @param atMost how long to wait for leases, if they may not end sooner
     * @return false if it takes too long
     */
    boolean await(Duration atMost) {
        Duration leases = drainTimeout.compareTo(atMost) < 0 ? drainTimeout : atMost;
        try {
            boolean closed = generation.awaitClosed(leases.plus(TO_CLOSE));
            if (!closed) {
                LOG.log(Level.WARNING, "a backend takes too long to close; it is left to itself");
            }
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
