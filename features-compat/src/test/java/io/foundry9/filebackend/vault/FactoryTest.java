package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

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
