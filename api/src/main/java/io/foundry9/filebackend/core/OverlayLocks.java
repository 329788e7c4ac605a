package io.foundry9.filebackend.core;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the threads of one session apart while one of them changes more than an entry. Others are kept out by the lock
 * that the session holds on its store. Fair.
 */
final class OverlayLocks {

    private static final int ALL = Integer.MAX_VALUE;

    private final Semaphore permits = new Semaphore(ALL, true);

    /** @param timeout {@code null} waits for ever */
    StoreLock take(LockScope scope, Duration timeout) throws InterruptedIOException {
        int needed = scope.isTree() ? ALL : 1;
        String path = scope.isTree() ? "" : scope.paths().get(0).toString();
        try {
            if (timeout == null) {
                permits.acquire(needed);
            } else if (!permits.tryAcquire(needed, TimeUnit.MILLISECONDS.convert(timeout), TimeUnit.MILLISECONDS)) {
                throw new LockTimeoutException(path, timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a lock");
        }
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                permits.release(needed);
            }
        };
    }
}
