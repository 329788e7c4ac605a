package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.LockTimeoutException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Locks on entries and on the whole tree, for the threads of one process: what {@link Store#lock} gives out where the storage
 * has no locks. Whoever asks joins a queue and has the lock
 * once nobody before him claims anything that his own claim touches; so waiting is fair, and nobody waits for those
 * whose claims have nothing to do with his. Guarded by its own monitor.
 */
public final class FairLocks {

    /** Nobody holds one yet. */
    public FairLocks() {}

    /** Held and waiting alike, in the order of arrival. */
    private final List<Claim> claims = new ArrayList<>();

    /** Not a record: each claim is one of its own, even where two have the same scope. */
    private static final class Claim {
        private final LockScope scope;

        private Claim(LockScope scope) {
            this.scope = scope;
        }

        private boolean touches(Claim other) {
            return scope.isTree()
                    || other.scope.isTree()
                    || !Collections.disjoint(scope.paths(), other.scope.paths());
        }
    }

    /**
     * Waits for a lock.
     *
     * @param timeout zero tries once, {@code null} waits for ever
     * @throws LockTimeoutException time is up
     * @throws InterruptedIOException the thread was interrupted; its interrupt status is set
     */
    public synchronized StoreLock acquire(LockScope scope, Duration timeout) throws InterruptedIOException {
        Claim claim = new Claim(scope);
        claims.add(claim);
        boolean acquired = false;
        try {
            await(claim, timeout);
            acquired = true;
            return () -> release(claim);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a lock");
        } finally {
            if (!acquired) {
                release(claim);
            }
        }
    }

    private void await(Claim claim, Duration timeout) throws InterruptedException {
        long start = System.nanoTime();
        while (isBehindAnother(claim)) {
            if (timeout == null) {
                wait();
                continue;
            }
            long left = timeout.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                throw new LockTimeoutException(pathOf(claim.scope), timeout);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private boolean isBehindAnother(Claim claim) {
        return claims.stream().takeWhile(earlier -> earlier != claim).anyMatch(claim::touches);
    }

    private static String pathOf(LockScope scope) {
        return scope.isTree() ? "" : scope.paths().get(0).toString();
    }

    private synchronized void release(Claim claim) {
        claims.remove(claim);
        notifyAll();
    }
}
