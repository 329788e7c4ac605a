package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long one attempt to get a lock may wait, and the ways of waiting. An interrupt ends each of them. */
final class Deadline {

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LONGEST_SHIFT = 4;

    private final String path;
    private final Duration timeout;
    private final long end;

    private Deadline(String path, Duration timeout) {
        this.path = path;
        this.timeout = timeout;
        this.end = timeout == null ? 0 : System.nanoTime() + nanos(timeout);
    }

    /** @param timeout zero tries once, {@code null} waits for ever */
    static Deadline in(Duration timeout, String path) {
        return new Deadline(path, timeout);
    }

    private static long nanos(Duration timeout) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
        return timeout.compareTo(longest) > 0 ? longest.toNanos() : Math.max(0, timeout.toNanos());
    }

    /** Takes permits in turn with all others who wait for them. */
    void take(Semaphore semaphore, int permits) {
        try {
            if (timeout == null) {
                semaphore.acquire(permits);
            } else if (!semaphore.tryAcquire(permits, Math.max(0, left()), TimeUnit.NANOSECONDS)) {
                throw expired();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits a little before the next try, longer from round to round. */
    void pause(int round) {
        long pause = SHORTEST_PAUSE << Math.min(round, LONGEST_SHIFT);
        pause += ThreadLocalRandom.current().nextLong(pause / 4);
        if (timeout != null) {
            long left = left();
            if (left <= 0) {
                throw expired();
            }
            pause = Math.min(pause, left);
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private long left() {
        return end - System.nanoTime();
    }

    private LockTimeoutException expired() {
        return new LockTimeoutException(path, timeout);
    }

    private StorageException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StorageException(Kind.INTERRUPTED, path, "interrupted while waiting for a lock", cause);
    }
}
