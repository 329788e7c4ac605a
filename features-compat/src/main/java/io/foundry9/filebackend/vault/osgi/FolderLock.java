package io.foundry9.filebackend.vault.osgi;

import io.foundry9.filebackend.LockTimeoutException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of a folder, over all processes. Within this object threads take turns, so that only one channel at a time is
 * open on the lock file; it is never waited for in a system call, which an interrupt would turn into the loss of every
 * lock on that file.
 */
final class FolderLock {

    private static final String FILE = ".lock";
    private static final long PAUSE_MILLIS = 10;

    private final Path file;
    private final Duration timeout;
    private final ReentrantLock turn = new ReentrantLock(true);

    FolderLock(Path folder, Duration timeout) {
        this.file = folder.resolve(FILE);
        this.timeout = timeout;
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Does something while nobody else does anything under this lock.
     *
     * @throws LockTimeoutException somebody else has it all the time
     */
    void run(Work work) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            if (!turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LockTimeoutException("", timeout);
            }
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, end)) {
                work.run();
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock of the configurations");
        }
    }

    private FileLock lock(FileChannel channel, long end) throws IOException, InterruptedException {
        while (true) {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() > end) {
                throw new LockTimeoutException("", timeout);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another framework in this JVM has it
        }
    }
}
