package io.foundry9.filebackend.core;

import static io.foundry9.filebackend.core.ScriptedStore.fail;
import static io.foundry9.filebackend.core.StoreOperation.OPEN;
import static io.foundry9.filebackend.core.StoreOperation.STAT;
import static io.foundry9.filebackend.core.StoreOperation.path;
import static io.foundry9.filebackend.core.StoreOperation.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ConcurrencyLayerTest {

    private final ScriptedStore inner = new ScriptedStore();
    private final Store store = new ConcurrencyLayer(1, Duration.ZERO).apply(inner);
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void stopOthers() throws InterruptedException {
        others.shutdownNow();
        assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** What another thread meets: nothing, or the failure. */
    private Throwable elsewhere(StoreOperation operation, Store asked) throws Exception {
        return others.submit(() -> {
            try {
                operation.on(asked);
                return null;
            } catch (RuntimeException e) {
                return e;
            }
        })
                .get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"LOCK", "CLOSE"})
    void oneTooManyIsRefusedAfterItsPatience(StoreOperation operation) throws Exception {
        try (StoreReader reader = store.open(path(), 0)) {
            assertThat(elsewhere(operation, store))
                    .isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("1 operations are under way already");
        }
        assertThat(elsewhere(operation, store)).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCK", "CLOSE"})
    void locksAndClosingNeedNoPlace(StoreOperation operation) throws Exception {
        try (StoreReader reader = store.open(path(), 0)) {
            assertThat(elsewhere(operation, store)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void callThatFailsGivesItsPlaceBack(StoreOperation operation) throws Exception {
        inner.then(fail(new IOException("trouble")));

        assertThatThrownBy(() -> operation.on(store)).hasMessage("trouble");

        assertThat(elsewhere(STAT, store)).isNull();
    }

    @Test
    void streamKeepsItsPlaceUntilItIsClosed() throws Exception {
        Stream<FileInfo> deep = store.listDeep(path());
        assertThat(elsewhere(STAT, store)).isNotNull();
        deep.close();
        assertThat(elsewhere(STAT, store)).isNull();
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void readerMayBeClosedTwiceAndByAnotherThread() throws Exception {
        StoreReader first = store.open(path(), 0);
        assertThat(first.info()).isEqualTo(ScriptedStore.INFO);
        assertThat(first.isOpen()).isTrue();
        assertThat(first.read(ByteBuffer.allocate(8))).isEqualTo(3);
        others.submit(() -> {
            first.close();
            first.close();
            return null;
        })
                .get(10, TimeUnit.SECONDS);

        try (StoreReader second = store.open(path(), 0)) {
            assertThat(elsewhere(STAT, store)).isNotNull();
        }
    }

    @Test
    void stagingKeepsItsPlaceUntilItIsFinished() throws Exception {
        try (Staging staging = store.stage(request())) {
            staging.write(ByteBuffer.allocate(5));
            assertThat(staging.size()).isEqualTo(5);
            assertThat(elsewhere(STAT, store)).isNotNull();

            staging.finish();

            assertThat(elsewhere(STAT, store)).isNull();
            assertThat(staging.open(1).read(ByteBuffer.allocate(9))).isEqualTo(4);
            assertThat(staging.isOpen()).isTrue();
            store.publish(List.of(new Change.Put(path(), staging, Guard.NONE)), false);
        }
        assertThat(inner.open).hasValue(0);
    }

    @Test
    void stagingThatIsDiscardedGivesItsPlaceBack() throws Exception {
        store.stage(request()).close();

        assertThat(elsewhere(STAT, store)).isNull();
    }

    @Test
    void threadThatHoldsAPlaceNeverWaitsForItself() throws Exception {
        try (StoreReader reader = store.open(path(), 0);
                Staging staging = store.stage(request())) {
            STAT.on(store);
            staging.finish();
            assertThat(elsewhere(STAT, store)).isNotNull();
        }
        assertThat(elsewhere(STAT, store)).isNull();
    }

    @Test
    void threadThatHoldsALockNeverWaits() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        StoreLock lock = store.lock(LockScope.tree(), Duration.ZERO);
        Future<?> other = others.submit(() -> {
            try (StoreReader reader = store.open(path(), 0)) {
                taken.countDown();
                leave.await();
            }
            return null;
        });
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();

        StoreOperation.PUBLISH.on(store);
        lock.close();
        lock.close();

        assertThatThrownBy(() -> StoreOperation.PUBLISH.on(store)).isInstanceOf(BackendUnavailableException.class);
        leave.countDown();
        other.get(10, TimeUnit.SECONDS);
    }

    @Test
    void threadIsKnownThroughADeadline() throws Exception {
        Store both =
                Layers.stack(List.of(Layers.deadline(Duration.ofMinutes(1)), new ConcurrencyLayer(1, Duration.ZERO)))
                        .apply(inner);
        try (StoreReader reader = both.open(path(), 0);
                Staging staging = both.stage(request())) {
            STAT.on(both);
        } finally {
            both.close();
        }
    }

    @Test
    void waitingEndsWhenAPlaceIsFree() throws Exception {
        Store patient = Layers.concurrency(1).apply(inner);
        StoreReader reader = patient.open(path(), 0);
        Future<Object> waiting = others.submit(() -> STAT.on(patient));
        reader.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void interruptEndsTheWait() throws Exception {
        Store patient = Layers.concurrency(1).apply(inner);
        try (StoreReader reader = patient.open(path(), 0)) {
            CountDownLatch done = new CountDownLatch(1);
            Thread waiting = new Thread(() -> {
                assertThatExceptionOfType(StorageException.class)
                        .isThrownBy(() -> OPEN.on(patient))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                done.countDown();
            });
            waiting.start();
            waiting.interrupt();

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void atLeastOneMustBeAllowed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.concurrency(0));
    }
}
