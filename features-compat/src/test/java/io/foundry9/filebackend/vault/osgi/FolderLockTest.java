package io.foundry9.filebackend.vault.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.LockTimeoutException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir Path folder;

    @Test
    void oneAtATimeAlsoWithAnotherLockOnTheSameFolder() throws InterruptedException {
        FolderLock one = new FolderLock(folder, Duration.ofSeconds(20));
        FolderLock other = new FolderLock(folder, Duration.ofSeconds(20));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (FolderLock lock : List.of(one, one, other)) {
            threads.add(new Thread(() -> {
                for (int i = 0; i < 5; i++) {
                    runQuietly(lock, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        inside.decrementAndGet();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(1);
    }

    @Test
    void whoWaitsTooLongIsTold() throws Exception {
        FolderLock holder = new FolderLock(folder, Duration.ofSeconds(20));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holding = new Thread(() -> runQuietly(holder, () -> {
            held.countDown();
            awaitQuietly(release);
        }));
        holding.start();
        held.await();

        assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> new FolderLock(folder, Duration.ofMillis(30)).run(() -> {}));
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> holder.run(() -> {}));
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        holding.join();
    }

    private static void runQuietly(FolderLock lock, FolderLock.Work work) {
        try {
            lock.run(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
