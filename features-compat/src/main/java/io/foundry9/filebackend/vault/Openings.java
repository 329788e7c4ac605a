package io.foundry9.filebackend.vault;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The backends that are being opened at this moment, each until it is behind its vault: nobody has a lease on one, but its
 * code is at work already. Safe for use by many threads.
 */
final class Openings {

    private static final System.Logger LOG = System.getLogger(Openings.class.getName());

    private final Set<Opening> underWay = ConcurrentHashMap.newKeySet();

    /** One of them, by the thread that is at it. Compared by identity. */
    final class Opening {
        private final BooleanSupplier served;
        private final Thread opener = Thread.currentThread();
        private final CountDownLatch over = new CountDownLatch(1);

        private Opening(BooleanSupplier served) {
            this.served = served;
        }

        /** It is behind its vault, or is being closed; a second call does nothing. */
        void end() {
            underWay.remove(this);
            over.countDown();
        }
    }

    /** @param served whether the code that is at work is still there */
    Opening begin(BooleanSupplier served) {
        Opening opening = new Opening(served);
        underWay.add(opening);
        return opening;
    }

    /** Waits for those whose code is about to go, but for what the calling thread is at itself. */
    void awaitUnserved(Duration atMost) {
        long end = System.nanoTime() + Nanos.of(atMost);
        for (Opening each : underWay) {
            if (each.opener != Thread.currentThread() && !each.served.getAsBoolean()) {
                await(each, end);
            }
        }
    }

    /** Who has taken too long is not waited for again. */
    private void await(Opening opening, long end) {
        try {
            if (!opening.over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                LOG.log(Level.WARNING, "a backend takes too long to open; it is left to itself");
                underWay.remove(opening);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
