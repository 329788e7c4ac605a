package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultRegistryTest extends VaultTestBase {

    @Test
    void aRegisteredVaultIsFoundAndIsTheSameObjectAlways() {
        FileBackend docs = registry.register("docs", "fake://a");

        assertThat(registry.get("docs")).isSameAs(docs);
        assertThat(registry.find("docs")).containsSame(docs);
        assertThat(registry.exists("docs")).isTrue();
        assertThat(docs).hasToString("vault 'docs'");
        docs.create("a.txt", Content.of("hello"));
        assertThat(docs.readText("a.txt")).isEqualTo("hello");
    }

    @Test
    void namesAndListAreSorted() {
        for (String name : List.of("b", "c", "A", "a.1")) {
            registry.register(name, "fake://" + name);
        }

        assertThat(registry.names()).containsExactly("A", "a.1", "b", "c");
        assertThat(registry.list()).extracting(VaultInfo::name).containsExactly("A", "a.1", "b", "c");
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        registry.register("docs", "fake://a");
        registry.register("code", "fake://b");

        assertThatThrownBy(() -> registry.get("dcos"))
                .hasMessage("there is no vault 'dcos'; known are code, docs")
                .asInstanceOf(type(UnknownVaultException.class))
                .satisfies(e -> {
                    assertThat(e.name()).isEqualTo("dcos");
                    assertThat(e.known()).containsExactly("code", "docs");
                });
        assertThat(registry.find("dcos")).isEmpty();
        assertThat(registry.exists("dcos")).isFalse();
        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> registry.info("dcos"));
        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> registry.options("dcos"));
        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> registry.unregister("dcos"));
        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> registry.swap("dcos", "fake://c"));
        assertThatExceptionOfType(UnknownVaultException.class).isThrownBy(() -> registry.enter("dcos"));
    }

    @Test
    void inAnEmptyRegistryTheErrorSaysSo() {
        assertThatThrownBy(() -> registry.get("docs")).hasMessage("there is no vault 'docs'; known are none");
    }

    @Test
    void aDuplicateNameIsAnErrorAndNothingIsOpenedForIt() {
        FileBackend first = registry.register("docs", "fake://a");

        assertThatThrownBy(() -> registry.register("docs", "fake://b"))
                .asInstanceOf(type(DuplicateVaultException.class))
                .satisfies(e -> assertThat(e.name()).isEqualTo("docs"));
        assertThat(registry.get("docs")).isSameAs(first);
        assertThat(factory.opened).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".a", "-a", "_a", "a/b", "a:b", "a~b", "ä", "a b", "a\n",
            "x1234567890123456789012345678901234567890123456789012345678901234"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> registry.register(name, "fake://a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.configure(name, "fake://a", VaultOptions.DEFAULTS));
        assertThat(factory.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "A.b_c-9", "x123456789012345678901234567890123456789012345678901234567890123"})
    void aNameOfUpTo64CharactersIsTaken(String name) {
        registry.register(name, "fake://a");

        assertThat(registry.names()).containsExactly(name);
    }

    @Test
    void whatCannotBeOpenedIsNotRegistered() {
        factory.beforeOpening(uri -> {
            throw new IOException("no route");
        });

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> registry.register("docs", "fake://a"))
                .withMessageContaining("no route");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("docs", "other://a"))
                .withMessage("unknown scheme 'other'; known are fake");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.register("docs", "fake://a?color=red"))
                .withMessageContaining("color");
        assertThat(registry.names()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void anUnregisteredVaultRefusesWithAClearError() throws InterruptedException {
        FileBackend docs = registry.register("docs", "fake://a");

        registry.unregister("docs");

        assertThat(registry.exists("docs")).isFalse();
        assertThat(factory.last().awaitClosed()).isTrue();
        assertThatThrownBy(() -> docs.read("a.txt"))
                .hasMessage("read 'a.txt': the vault 'docs' is not registered any more")
                .asInstanceOf(type(StorageException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void aNameCanBeUsedAgainForAnotherHandle() {
        FileBackend first = registry.register("docs", "fake://a");
        registry.unregister("docs");

        FileBackend second = registry.register("docs", "fake://a");

        assertThat(second).isNotSameAs(first);
        assertThat(second.exists("")).isTrue();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> first.exists(""));
    }

    @Test
    void closingAHandleDoesNothing() {
        FileBackend docs = registry.register("docs", "fake://a");

        docs.close();
        docs.close();

        assertThat(docs.exists("")).isTrue();
        assertThat(factory.last().isClosed()).isFalse();
    }

    @Test
    void infoTellsHowAVaultStands() {
        VaultOptions options = VaultOptions.DEFAULTS.withDrainTimeout(Duration.ofSeconds(3));
        registry.register("docs", "FAKE://a?note=n", options);

        assertThat(registry.info("docs")).isEqualTo(new VaultInfo("docs", Optional.of("fake://a?note=n"),
                Optional.of("fake"), VaultState.ACTIVE, Optional.empty(), options, false));
        assertThat(registry.options("docs")).isEqualTo(options);
    }

    @Test
    void noSecretIsShownAnywhere() {
        registry.register("docs", "fake://a?key=hunter2&note=n");
        registry.register("ref", "fake://a?key=env:HUNTER");
        factory.beforeOpening(uri -> {
            throw new IllegalStateException("hunter2 was refused");
        });
        assertThatThrownBy(() -> registry.swap("docs", "fake://b?key=hunter2"));
        serving.close();

        assertThat(registry.info("docs").uri()).contains("fake://a?key=***&note=***");
        assertThat(registry.list().toString() + events + registry.get("docs")).doesNotContain("hunter2");
    }

    @Test
    void aReferenceToASecretIsShown() {
        registry.register("docs", "fake://a?key=env:HUNTER");

        assertThat(registry.info("docs").uri()).contains("fake://a?key=env:HUNTER");
    }

    @Test
    void aBackendCanBeHandedOverAndIsClosedWithItsVault() throws InterruptedException {
        FakeStore store = new FakeStore(new MemoryStore());
        FileBackend docs = registry.register("docs", StoreBackend.over(store));

        docs.write("a", Content.of("1"));
        assertThat(registry.info("docs").uri()).isEmpty();
        assertThat(registry.info("docs").scheme()).isEmpty();
        registry.unregister("docs");

        assertThat(store.awaitClosed()).isTrue();
        assertThat(store.closes).hasValue(1);
    }

    @Test
    void aSharedBackendStaysOpen() {
        FakeStore store = new FakeStore(new MemoryStore());
        registry.registerShared("docs", StoreBackend.over(store), VaultOptions.DEFAULTS);

        registry.unregister("docs");
        registry.close();

        assertThat(store.isClosed()).isFalse();
    }

    @Test
    void whatIsPutAroundAStoreIsRefusedForABackend() {
        FileBackend backend = StoreBackend.over(new MemoryStore());

        for (VaultOptions options : List.of(VaultOptions.DEFAULTS.withReadOnly(true),
                VaultOptions.DEFAULTS.withLayers("retry"),
                VaultOptions.DEFAULTS.withLockTimeout(Duration.ZERO))) {
            assertThatIllegalArgumentException().isThrownBy(() -> registry.register("docs", backend, options));
            assertThatIllegalArgumentException().isThrownBy(() -> registry.registerShared("docs", backend, options));
        }
        assertThat(registry.names()).isEmpty();
    }

    @Test
    void listenersAreToldAndOneThatFailsHarmsNobody() {
        Registration failing = registry.addListener(event -> {
            throw new IllegalStateException("on purpose");
        });
        registry.register("docs", "fake://a");
        failing.close();
        failing.close();
        registry.swap("docs", "fake://b");
        registry.unregister("docs");

        assertThat(eventTypes()).containsExactly(
                VaultEvent.Type.ADDED, VaultEvent.Type.CHANGED, VaultEvent.Type.REMOVED);
        assertThat(events.get(1).vault().uri()).contains("fake://b");
        assertThat(events.get(2).vault().state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void closingTheRegistryClosesWhatIsBehindItsVaults() {
        FileBackend docs = registry.register("docs", "fake://a");
        registry.register("code", "fake://b");

        registry.close();
        registry.close();

        assertThat(factory.opened).hasSize(2).allMatch(FakeStore::isClosed);
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> docs.exists("a"));
        assertThatThrownBy(() -> registry.register("more", "fake://c")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> registry.configure("more", "fake://c", VaultOptions.DEFAULTS))
                .isInstanceOf(IllegalStateException.class);
        assertThat(registry.names()).isEmpty();
    }

    @Test
    void closingTheRegistryInterruptsNoBackendThatIsBeingClosedAlready() throws InterruptedException {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        FakeStore slow = new FakeStore(new MemoryStore()) {
            @Override
            public void close() {
                closing.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
                super.close();
            }
        };
        registry.register("docs", StoreBackend.over(slow), VaultOptions.DEFAULTS);
        registry.unregister("docs");
        closing.await();

        Thread stopping = new Thread(registry::close);
        stopping.start();
        while (stopping.getState() != Thread.State.TIMED_WAITING) {
            assertThat(stopping.getState()).isNotEqualTo(Thread.State.TERMINATED);
        }
        over.countDown();
        stopping.join(20_000);

        assertThat(stopping.isAlive()).isFalse();
        assertThat(slow.closes).hasValue(1);
        assertThat(interrupted).isFalse();
    }

    @Test
    void outsideOsgiTheBackendsAreFoundByThemselves() {
        try (VaultManager found = VaultManager.create()) {
            FileBackend scratch = found.register("scratch", "memory://x");
            scratch.write("a", Content.of("1"));

            assertThat(scratch.read("a")).hasSize(1);
        }
    }

    @Test
    void aNegativeTimeoutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(-1)))
                .withMessageContaining("waitTimeout");
    }
}
