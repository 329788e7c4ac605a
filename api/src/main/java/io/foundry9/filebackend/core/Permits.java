package io.foundry9.filebackend.core;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A number of permits, given in the order asked. A thread that holds something already, a permit or a lock, never waits
 * for another, as it might wait for itself, or for those who wait for it: where none is left it gets one beyond the
 * number. Safe for use by many threads.
 */
final class Permits {

    private final int number;
    private final Duration patience;
    private final Semaphore free;
    private final Map<Thread, Integer> heldBy = new ConcurrentHashMap<>();

    /** @param patience how long to wait for a permit */
    Permits(int number, Duration patience) {
        this.number = number;
        this.patience = patience;
        this.free = new Semaphore(number, true);
    }

    /** A permit, to be closed by any thread. */
    Permit acquire(StorePath path) {
        Thread holder = CallerThread.current();
        boolean counted = heldBy.containsKey(holder) ? free.tryAcquire() : await(path);
        heldBy.merge(holder, 1, Integer::sum);
        return new Permit(holder, counted);
    }

    /** Notes that the thread holds something for which others may wait; takes no permit. */
    Permit hold() {
        Thread holder = CallerThread.current();
        heldBy.merge(holder, 1, Integer::sum);
        return new Permit(holder, false);
    }

    private boolean await(StorePath path) {
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Kind.INTERRUPTED, path.toString(), "interrupted while waiting for others", null);
        }
        throw new BackendUnavailableException(path.toString(),
                "is busy: " + number + " operations are under way already, which is the limit; try again later");
    }

    /** The right to use the store. */
    final class Permit implements AutoCloseable {
        private final Thread holder;
        private final boolean counted;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Permit(Thread holder, boolean counted) {
            this.holder = holder;
            this.counted = counted;
        }

        /** Gives it back. A second call does nothing. */
        @Override
        public void close() {
            if (open.getAndSet(false)) {
                heldBy.computeIfPresent(holder, (thread, held) -> held == 1 ? null : held - 1);
                if (counted) {
                    free.release();
                }
            }
        }
    }
}
