package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a vault when the kind of backend that is behind it comes and goes. */
class FactoryTest extends VaultTestBase {

    @Test
    void withoutAFactoryOperationsWaitAndThenFailInAWayThatCanBeRetried() {
        FileBackend docs = registry.register("docs", "fake://a", IMPATIENT);

        serving.close();

        assertThat(factory.last().isClosed()).isTrue();
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.WAITING);
        assertThat(registry.info("docs").reason()).contains("there is no backend for 'fake:' at the moment");
        assertThatThrownBy(() -> docs.read("a.txt"))
                .hasMessage("read 'a.txt': the vault 'docs' is not available: there is no backend for 'fake:' at the"
                        + " moment; waited 0.02 s for it")
                .asInstanceOf(type(BackendUnavailableException.class))
                .satisfies(e -> assertThat(e.retryable()).isTrue());
    }

    @Test
    void anOperationThatWaitsGoesOnWhenAFactoryComes() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        serving.close();
        CompletableFuture<String> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> read.complete(docs.readText("a.txt")));
        reader.start();
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        FakeFactory updated = factory.updated();

        schemes.register(updated);

        assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(updated.opened).hasSize(1);
        assertThat(registry.get("docs")).isSameAs(docs);
        reader.join();
    }

    @Test
    void whoTakesTheFactoryAwayIsHeldUntilItIsOutOfUse() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a");
        docs.write("a.txt", Content.of("hello"));
        FakeStore store = factory.last();
        Thread stopping;
        try (InputStream in = docs.openRead("a.txt")) {
            stopping = new Thread(serving::close);
            stopping.start();
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(in.readAllBytes()).hasSize(5);
            assertThat(store.isClosed()).isFalse();
        }
        stopping.join(20_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(store.closes).hasValue(1);
    }

    @Test
    void whoTakesTheFactoryAwayIsHeldAlsoByWhatWasSwappedAway() throws Exception {
        schemes.register(FakeFactory.serving("other"));
        FileBackend docs = registry.register("docs", "fake://a");
        docs.write("a.txt", Content.of("hello"));
        FakeStore store = factory.last();
        Thread stopping;
        try (InputStream in = docs.openRead("a.txt")) {
            registry.swap("docs", "other://b");
            stopping = new Thread(serving::close);
            stopping.start();
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                assertThat(stopping.getState()).isNotEqualTo(Thread.State.TERMINATED);
            }
            assertThat(in.readAllBytes()).hasSize(5);
            assertThat(store.isClosed()).isFalse();
        }
        stopping.join(20_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(store.closes).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "configure", "swap", "swapWithContent"})
    void whoTakesTheFactoryAwayIsHeldAlsoByWhatIsJustBeingOpened(String way) throws Exception {
        schemes.register(FakeFactory.serving("other"));
        registry.register("docs", "other://a", PATIENT);
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        factory.beforeOpening(uri -> {
            opening.countDown();
            awaitQuietly(goesOn);
        });
        Thread user = new Thread(() -> {
            switch (way) {
                case "register" -> registry.register("new", "fake://b", PATIENT);
                case "configure" -> registry.configure("new", "fake://b", PATIENT);
                case "swap" -> registry.swap("docs", "fake://b");
                default -> registry.swapWithContent("docs", "fake://b", (done, total) -> {});
            }
        });
        user.start();
        opening.await();

        Thread stopping = new Thread(serving::close);
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            assertThat(stopping.getState()).isNotEqualTo(Thread.State.TERMINATED);
        }
        goesOn.countDown();
        stopping.join(20_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(factory.opened).hasSize(1).allMatch(FakeStore::isClosed);
        user.join();
    }

    @Test
    void whoIsWaitedForMayUseAnyVaultOfThatFactoryUntilItIsDone() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a");
        FileBackend other = registry.register("other", "fake://b");
        docs.write("a.txt", Content.of("hello"));
        Thread stopping;
        try (InputStream in = docs.openRead("a.txt")) {
            stopping = new Thread(serving::close);
            stopping.start();
            while (stopping.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            docs.write("b.txt", Content.of(in));
            assertThat(docs.readText("b.txt")).isEqualTo("hello");
        }
        stopping.join(20_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(factory.opened).allMatch(FakeStore::isClosed);
        assertThat(registry.info("other").state()).isEqualTo(VaultState.WAITING);
        assertThat(other).isNotNull();
    }

    @Test
    void whoTakesTheFactoryAwayIsNotHeldByItself() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a");
        docs.write("a.txt", Content.of("hello"));
        try (InputStream in = docs.openRead("a.txt")) {
            serving.close();

            assertThat(in.readAllBytes()).hasSize(5);
            assertThat(factory.last().isClosed()).isFalse();
        }
        assertThat(factory.last().awaitClosed()).isTrue();
    }

    @Test
    void whoBringsTheNextFactoryIsNotHeldByTheOneThatTookTheLastAway() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        try (InputStream in = docs.openRead("a.txt")) {
            serving.close();
            Thread starting = new Thread(() -> schemes.register(factory.updated()));
            starting.start();
            starting.join(20_000);

            assertThat(starting.isAlive()).isFalse();
            assertThat(in.readAllBytes()).hasSize(5);
        }
        assertThat(docs.readText("a.txt")).isEqualTo("hello");
    }

    @Test
    void anotherFactoryOfTheSchemeTakesOver() throws InterruptedException {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        FakeFactory second = factory.updated();
        schemes.register(second, second.schemes(), 5);

        assertThat(second.opened).as("what works is left alone").isEmpty();
        serving.close();

        assertThat(docs.readText("a.txt")).isEqualTo("hello");
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(second.opened).hasSize(1);
    }

    @Test
    void otherSchemesDontMatter() {
        FileBackend docs = registry.register("docs", "fake://a");
        FakeFactory other = FakeFactory.serving("other");

        schemes.register(other).close();

        assertThat(docs.exists("a")).isFalse();
        assertThat(factory.opened).hasSize(1);
        assertThat(eventTypes()).containsExactly(VaultEvent.Type.ADDED);
    }

    @Test
    void whatWasHandedOverNeedsNoFactory() {
        FileBackend docs = registry.register("docs", schemes.open("fake://a"));

        serving.close();

        assertThat(docs.exists("a")).isFalse();
    }

    @Test
    void aFactoryThatGoesWhileItOpensLeavesNothingOpenBehind() throws Exception {
        factory.beforeOpening(uri -> serving.close());
        FileBackend docs = registry.register("docs", "fake://a", IMPATIENT);

        assertThatExceptionOfType(BackendUnavailableException.class).isThrownBy(() -> docs.exists("a"));
        assertThat(factory.last().awaitClosed()).isTrue();
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.WAITING);
    }

    @Test
    void whoWaitsIsNotToldOfAFailureOfAFactoryThatHasGone() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        serving.close();
        CompletableFuture<String> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                read.complete(docs.readText("a.txt"));
            } catch (RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        reader.start();
        registry.addListener(event -> {
            if (event.type() == VaultEvent.Type.FAILED) {
                joinQuietly(reader); // so it sees the failure, if there is anything to see
            }
        });
        FakeFactory failing = factory.updated();
        FakeFactory next = factory.updated();
        Registration[] registered = {() -> {}};
        CountDownLatch known = new CountDownLatch(1);
        failing.beforeOpening(uri -> {
            awaitQuietly(known);
            registered[0].close();
            schemes.register(next);
            throw new NoClassDefFoundError("the bundle is gone");
        });

        registered[0] = schemes.register(failing);
        known.countDown();

        assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(next.opened).hasSize(1);
        reader.join();
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSwapEndsTheWaiting() {
        schemes.register(FakeFactory.serving("other"));
        FileBackend docs = registry.register("docs", "fake://a", IMPATIENT);
        serving.close();

        registry.swap("docs", "other://b");

        assertThat(docs.exists("a")).isFalse();
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void anInterruptedThreadStopsWaiting() {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        serving.close();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> docs.exists("a"))
                .asInstanceOf(type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void unregisteringEndsTheWaiting() throws Exception {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        serving.close();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                docs.exists("a");
            } catch (StorageException e) {
                failure.complete(e);
            }
        });
        reader.start();
        while (reader.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        registry.unregister("docs");

        assertThat(failure.get(20, TimeUnit.SECONDS)).hasMessageContaining("not registered any more");
        reader.join();
    }
}
