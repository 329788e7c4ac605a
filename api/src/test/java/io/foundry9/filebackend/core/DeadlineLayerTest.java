package io.foundry9.filebackend.core;

import static io.foundry9.filebackend.core.ScriptedStore.fail;
import static io.foundry9.filebackend.core.StoreOperation.STAT;
import static io.foundry9.filebackend.core.StoreOperation.path;
import static io.foundry9.filebackend.core.StoreOperation.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.core.ScriptedStore.Step;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DeadlineLayerTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    /** For tests in which some call must be in time before another is late. */
    private static final Duration FAIR = Duration.ofMillis(300);

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScriptedStore inner = new ScriptedStore();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Store hasty = new DeadlineLayer(SHORT, () -> threads).apply(inner);
    private final Store fair = new DeadlineLayer(FAIR, () -> threads).apply(inner);

    /** Doesn't return before it is released, and only notes that it was interrupted. */
    private final Step stubborn = () -> {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        }
    };

    /** Lets all that is late come to its end. */
    private void endOfTheLate() throws InterruptedException {
        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        endOfTheLate();
        assertThat(inner.open).hasValue(0);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static void assertDeadline(ThrowingCallable call, String problem) {
        StorageException failure = catchThrowableOfType(StorageException.class, call);
        assertThat(failure.kind()).isEqualTo(Kind.DEADLINE);
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.retryable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"LOCK", "CLOSE", "PUBLISH", "APPEND"})
    void callThatTakesTooLongFailsAndWhatItBringsIsClosed(StoreOperation operation) {
        inner.then(stubborn);

        assertDeadline(() -> operation.on(hasty), "took longer than 20 ms");
    }

    @ParameterizedTest
    @EnumSource(names = {"PUBLISH", "APPEND"})
    void changeThatTakesTooLongMayStillTakeEffect(StoreOperation operation) {
        inner.then(stubborn);

        assertDeadline(() -> operation.on(hasty), "took longer than 20 ms; it may still take effect");
    }

    @ParameterizedTest
    @EnumSource
    void callInTimePassesWithItsResultOrItsFailure(StoreOperation operation) throws IOException {
        IOException trouble = new IOException("trouble");
        Store store = Layers.deadline(LONG).apply(inner);
        inner.then(fail(trouble));
        assertThatThrownBy(() -> operation.on(store)).isSameAs(trouble);

        if (operation != StoreOperation.CLOSE) {
            Object result = operation.on(store);
            assertThat(result).isNotNull();
            if (result instanceof AutoCloseable open) {
                assertThatNoExceptionOnClose(open);
            }
            store.close();
        }
    }

    private static void assertThatNoExceptionOnClose(AutoCloseable open) {
        assertThatNoException().isThrownBy(() -> {
            open.close();
            open.close();
        });
    }

    @Test
    void bugsAndErrorsPassAsTheyAre() {
        Store store = new DeadlineLayer(LONG, () -> threads).apply(inner);
        inner.then(fail(new IllegalStateException("a bug")), () -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(() -> STAT.on(store)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> STAT.on(store)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void lateCallIsInterruptedAndNoOtherOneIs() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        inner.then(() -> {
            began.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.countDown();
                throw new IOException("interrupted", e);
            }
        });

        assertDeadline(() -> STAT.on(hasty), "took longer than 20 ms");

        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        AtomicBoolean disturbed = new AtomicBoolean();
        for (int i = 0; i < 10; i++) {
            inner.then(() -> disturbed.compareAndSet(false, Thread.currentThread().isInterrupted()));
            STAT.on(new DeadlineLayer(LONG, () -> threads).apply(inner));
        }
        assertThat(disturbed).isFalse();
    }

    @Test
    void lockOverALateChangeIsHeldUntilItIsOver() throws Exception {
        StorePath changed = path();
        StoreLock over = hasty.lock(LockScope.entry(changed), LONG);
        StoreLock tree = hasty.lock(LockScope.tree(), LONG);
        StoreLock elsewhere = hasty.lock(LockScope.entry(StorePath.parse("elsewhere")), LONG);
        inner.then(stubborn);
        assertThatThrownBy(() -> StoreOperation.PUBLISH.on(hasty)).isInstanceOf(StorageException.class);

        over.close();
        over.close();
        tree.close();
        elsewhere.close();
        assertThat(inner.open).hasValue(2);

        endOfTheLate();
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void lockOverBothEndsOfALateMoveIsHeld() throws Exception {
        StorePath from = StorePath.parse("from");
        StorePath to = StorePath.parse("to");
        StoreLock lock = hasty.lock(LockScope.entry(from), LONG);
        inner.then(stubborn);
        assertThatThrownBy(() -> hasty.publish(List.of(new Change.Move(from, to, Guard.NONE, Guard.NONE)), false))
                .isInstanceOf(StorageException.class);

        lock.close();
        assertThat(inner.open).hasValue(1);
    }

    @Test
    void stagingOfALateChangeIsKeptUntilItIsOver() throws Exception {
        Staging used = fair.stageCopy(path(), request());
        inner.then(stubborn);
        assertThatThrownBy(() -> fair.publish(List.of(new Change.Put(path(), used, Guard.NONE)), false))
                .isInstanceOf(StorageException.class);

        used.close();
        used.close();
        assertThat(inner.open).hasValue(1);

        endOfTheLate();
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void lockWaitsNoLongerThanTheLimitOnTheCallersThread() throws IOException {
        List<Duration> asked = new ArrayList<>();
        AtomicReference<Thread> asking = new AtomicReference<>();
        Store told = new DeadlineLayer(LONG, () -> threads).apply(new ForwardingStore(inner) {
            @Override
            public StoreLock lock(LockScope scope, Duration timeout) {
                asked.add(timeout);
                asking.set(Thread.currentThread());
                return () -> {};
            }
        });

        told.lock(LockScope.tree(), null).close();
        told.lock(LockScope.tree(), LONG.plusSeconds(1)).close();
        told.lock(LockScope.tree(), Duration.ZERO).close();

        assertThat(asked).containsExactly(LONG, LONG, Duration.ZERO);
        assertThat(asking).hasValue(Thread.currentThread());
    }

    @Test
    void readThatTakesTooLongLeavesTheCallersBufferAlone() throws Exception {
        StoreReader reader = fair.open(path(), 0);
        ByteBuffer mine = ByteBuffer.allocate(8);
        inner.then(stubborn);

        assertDeadline(() -> reader.read(mine), "took longer than 300 ms");
        assertDeadline(() -> reader.read(mine), "a step before this one took too long");
        assertThat(reader.isOpen()).isFalse();
        reader.close();
        reader.close();
        assertThat(inner.open).hasValue(1);

        endOfTheLate();
        assertThat(mine.position()).isZero();
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void readerReadsWhatIsThere() throws IOException {
        Store store = new DeadlineLayer(LONG, () -> threads).apply(inner);
        try (StoreReader reader = store.open(path(), 0)) {
            ByteBuffer target = ByteBuffer.allocate(2);
            assertThat(reader.isOpen()).isTrue();
            assertThat(reader.info()).isEqualTo(ScriptedStore.INFO);
            assertThat(reader.read(target)).isEqualTo(2);
            assertThat(target.array()).containsExactly(1, 2);
            assertThat(reader.read(target.clear())).isEqualTo(1);
            assertThat(reader.read(target.clear())).isEqualTo(-1);
            assertThat(target.position()).isZero();
        }
    }

    @Test
    void stagingTakesWhatIsWritten() throws IOException {
        Store store = new DeadlineLayer(LONG, () -> threads).apply(inner);
        try (Staging staging = store.stage(request())) {
            ByteBuffer source = ByteBuffer.allocate(4);
            assertThat(staging.write(source)).isEqualTo(4);
            assertThat(source.hasRemaining()).isFalse();
            staging.finish();
            assertThat(staging.size()).isEqualTo(4);
            try (ReadableByteChannel again = staging.open(1)) {
                assertThat(again.read(ByteBuffer.allocate(9))).isEqualTo(3);
            }
            assertThat(staging.isOpen()).isTrue();
        }
    }

    @Test
    void writeThatTakesTooLongSpoilsTheStaging() throws Exception {
        Staging staging = fair.stage(request());
        ByteBuffer source = ByteBuffer.allocate(4);
        inner.then(stubborn);

        assertDeadline(() -> staging.write(source), "took longer than 300 ms");

        assertThat(source.position()).isZero();
        assertDeadline(staging::finish, "a step before this one took too long");
        inner.then(fail(new IOException("cannot be closed")));
        staging.close();
    }

    @Test
    void interruptOfTheCallerReachesTheCall() throws Exception {
        Store patient = new DeadlineLayer(LONG, () -> threads).apply(inner);
        CountDownLatch inside = new CountDownLatch(1);
        inner.then(() -> {
            inside.countDown();
            untilInterrupted();
        });
        AtomicReference<Throwable> met = new AtomicReference<>();
        AtomicBoolean status = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            met.set(catchThrowable(() -> StoreOperation.PUBLISH.on(patient)));
            status.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        caller.join(10_000);

        assertThat(met.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(status).isTrue();
    }

    @Test
    void callOfAnInterruptedThreadIsInterruptedToo() {
        Store patient = new DeadlineLayer(LONG, () -> threads).apply(inner);
        inner.then(DeadlineLayerTest::untilInterrupted);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> STAT.on(patient)).isInstanceOf(InterruptedIOException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void untilInterrupted() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Test
    void callThatDoesNotAnswerToAnInterruptIsWaitedForAsLongAsTheLimit() {
        inner.then(stubborn);
        Thread.currentThread().interrupt();

        assertDeadline(() -> STAT.on(hasty), "took longer than 20 ms");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closingThatTakesTooLongIsStillDone() throws Exception {
        StoreReader reader = fair.open(path(), 0);
        CountDownLatch closing = new CountDownLatch(1);
        inner.then(() -> {
            closing.countDown();
            stubborn.run();
        });

        assertDeadline(reader::close, "took longer than 300 ms");

        assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closedStoreTakesNoMoreCalls() throws IOException {
        Store store = new DeadlineLayer(LONG, () -> threads).apply(inner);
        store.close();

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> STAT.on(store))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void callsRunOnThreadsOfTheLayer() throws IOException {
        AtomicReference<Thread> runner = new AtomicReference<>();
        inner.then(() -> runner.set(Thread.currentThread()));
        Store store = Layers.deadline(LONG).apply(inner);
        STAT.on(store);
        store.close();

        assertThat(runner.get().getName()).startsWith("filebackend-timed-");
        assertThat(runner.get().isDaemon()).isTrue();
    }

    @Test
    void limitMustBeLongerThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.deadline(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.deadline(SHORT.negated()));
    }
}
