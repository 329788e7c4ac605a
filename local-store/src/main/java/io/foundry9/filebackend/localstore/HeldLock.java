package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** What makes up one lock, given back in reverse order; by any thread, once. */
final class HeldLock implements StoreLock {

    private final Deque<Runnable> parts = new ArrayDeque<>(4);

    synchronized void add(Semaphore semaphore, int permits) {
        parts.push(() -> semaphore.release(permits));
    }

    /** @param lock {@code null} for none */
    synchronized void add(FileLock lock) {
        if (lock != null) {
            parts.push(() -> release(lock));
        }
    }

    synchronized boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Tried once more where it fails: a byte that stays locked shuts everybody out until this process ends. */
    private static void release(FileLock lock) {
        try {
            try {
                lock.release();
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                lock.release();
            }
        } catch (ClosedChannelException e) {
            return; // who closes the channel frees all locks
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One part that cannot be given back keeps none of the others. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().run();
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
