package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link Store} promises about its locks. */
abstract class LockContract extends StoreSection {

    private static final Duration SOON = Duration.ofMillis(20);

    /** Scopes that exclude each other, and that do not. */
    enum Scopes {
        SAME_ENTRY(LockScope.entry(StorePath.parse("a")), LockScope.entry(StorePath.parse("a"))),
        ENTRY_AND_TREE(LockScope.entry(StorePath.parse("a")), LockScope.tree()),
        TREE_AND_ENTRY(LockScope.tree(), LockScope.entry(StorePath.parse("a"))),
        TREE_AND_TREE(LockScope.tree(), LockScope.tree()),
        ONE_OF_TWO(LockScope.entries(StorePath.parse("a"), StorePath.parse("b")),
                LockScope.entry(StorePath.parse("b")));

        private final LockScope held;
        private final LockScope wanted;

        Scopes(LockScope held, LockScope wanted) {
            this.held = held;
            this.wanted = wanted;
        }
    }

    @ParameterizedTest
    @EnumSource
    void scopesThatTouchExcludeEachOther(Scopes scopes) throws Exception {
        try (StoreLock held = store.lock(scopes.held, Duration.ZERO)) {
            inAnotherThread(() -> {
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> store.lock(scopes.wanted, Duration.ZERO));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> store.lock(scopes.wanted, SOON));
                return null;
            });
        }
        store.lock(scopes.wanted, Duration.ZERO).close();
    }

    @Test
    void aLockIsFreedByClosingItOnce() throws Exception {
        StoreLock first = store.lock(LockScope.tree(), Duration.ZERO);
        first.close();
        StoreLock second = store.lock(LockScope.tree(), Duration.ZERO);
        first.close();
        inAnotherThread(() -> assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> store.lock(LockScope.tree(), Duration.ZERO)));
        second.close();
    }

    @Test
    void aLockMayBeFreedByAnotherThread() throws Exception {
        StoreLock lock = store.lock(LockScope.tree(), Duration.ZERO);
        inAnotherThread(() -> {
            lock.close();
            return null;
        });
        store.lock(LockScope.tree(), Duration.ZERO).close();
    }

    @Test
    void aWriteWaitsNoLongerThanItsOptionSays() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        put(file, "old");
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            inAnotherThread(() -> {
                for (Duration timeout : List.of(Duration.ZERO, SOON)) {
                    assertThatExceptionOfType(LockTimeoutException.class)
                            .isThrownBy(() -> backend.update("file", Content.of("x"),
                                    WriteOption.lockTimeout(timeout)))
                            .satisfies(error -> {
                                assertThat(error.operation()).isEqualTo("update");
                                assertThat(error.waited()).isEqualTo(timeout);
                                assertThat(error.retryable()).isTrue();
                            });
                    assertThatExceptionOfType(LockTimeoutException.class)
                            .isThrownBy(() -> backend.delete("file", DeleteOption.lockTimeout(timeout)));
                }
                return null;
            });
        }
        backend.update("file", Content.of("new"), WriteOption.lockTimeout(Duration.ZERO));
        assertThat(text(file)).isEqualTo("new");
    }

    @Test
    void readsDoNotWaitForALock() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        put(other, "content");
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            inAnotherThread(() -> {
                assertThat(backend.readText("dir/other")).isEqualTo("content");
                assertThat(backend.info("dir/other").size()).isEqualTo(7);
                assertThat(backend.list("dir")).hasSize(1);
                assertThat(backend.glob("**")).containsExactly("dir/other");
                assertThat(backend.checksum("dir/other")).hasSize(64);
                return null;
            });
        }
    }

    @Test
    void whoWaitsGetsTheLockWhenItIsFree() throws Exception {
        StoreLock held = store.lock(LockScope.entry(file), Duration.ZERO);
        FutureTask<StoreLock> bounded = new FutureTask<>(() -> store.lock(LockScope.tree(), LONG));
        Thread waiting = new Thread(bounded, "waiting");
        waiting.start();
        awaitWaiting(waiting);
        assertThat(bounded.isDone()).isFalse();
        held.close();
        bounded.get(30, TimeUnit.SECONDS).close();
        waiting.join();
    }

    @Test
    void withoutATimeOutOneWaitsUntilInterrupted() throws Exception {
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            FutureTask<Boolean> forever = new FutureTask<>(() -> {
                assertThat(catchThrowable(() -> store.lock(LockScope.entry(file), null)))
                        .isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class,
                                StorageException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread waiting = new Thread(forever, "waiting");
            waiting.start();
            awaitWaiting(waiting);
            waiting.interrupt();
            assertThat(forever.get(30, TimeUnit.SECONDS)).as("interrupt status is kept").isTrue();
            waiting.join();
        }
        store.lock(LockScope.tree(), Duration.ZERO).close();
    }

    @Test
    void aGuardIsAskedWhileTheLockIsHeldAndItsPathDoesNotChange() throws Exception {
        put(file, "0");
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<Void>> writers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Void> writer = new FutureTask<>(() -> {
                start.await();
                for (int n = 0; n < 10; n++) {
                    try (Staging staging = store.stage(new StageRequest(file, OptionalLong.empty(), false));
                            StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
                        String next = Integer.toString(Integer.parseInt(text(file)) + 1);
                        staging.write(ByteBuffer.wrap(next.getBytes(StandardCharsets.UTF_8)));
                        staging.finish();
                        store.publish(List.of(new Change.Put(file, staging, Guard.NONE)), false);
                    }
                }
                return null;
            });
            writers.add(writer);
            threads.add(new Thread(writer, "writer-" + i));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (FutureTask<Void> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(text(file)).isEqualTo("40");
    }

    private static void inAnotherThread(Callable<?> work) throws Exception {
        assertThat(Race.run(1, i -> work)).extracting(Race.Outcome::failure).containsOnlyNulls();
    }

    /** Until the thread sleeps or waits, for whatever it waits by; a thread that has ended did not wait. */
    private static void awaitWaiting(Thread thread) {
        Set<Thread.State> waiting = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
        while (!waiting.contains(thread.getState())) {
            assertThat(thread.isAlive()).as("it waits").isTrue();
            Thread.onSpinWait();
        }
    }
}
