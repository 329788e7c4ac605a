package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Vaults that are what a configuration says. */
class ConfiguredVaultTest extends VaultTestBase {

    @Test
    void aConfiguredVaultIsOpenedInTheBackground() throws InterruptedException {
        registry.configure("docs", "fake://a", VaultOptions.DEFAULTS);

        FileBackend docs = registry.get("docs");
        docs.write("a.txt", Content.of("hello"));
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        assertThat(registry.info("docs").persistent()).isTrue();
        awaitEvent(VaultEvent.Type.CHANGED);
        assertThat(eventTypes()).startsWith(VaultEvent.Type.ADDED);
    }

    @Test
    void theSameConfigurationAgainChangesNothing() throws InterruptedException {
        registry.configure("docs", "fake://a", VaultOptions.DEFAULTS);
        settled("docs");
        registry.configure("docs", "fake://a", VaultOptions.DEFAULTS);
        settled("docs");

        assertThat(factory.opened).hasSize(1);
    }

    @Test
    void aChangedConfigurationSwapsUnderTheSameHandle() throws InterruptedException {
        registry.configure("docs", "fake://a", VaultOptions.DEFAULTS);
        FileBackend docs = registry.get("docs");
        docs.write("a.txt", Content.of("hello"));

        registry.configure("docs", "fake://b", PATIENT);
        settled("docs");

        assertThat(registry.get("docs")).isSameAs(docs);
        assertThat(docs.exists("a.txt")).isFalse();
        assertThat(registry.options("docs")).isEqualTo(PATIENT);
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();
    }

    @Test
    void aBadConfigurationFailsTheVaultWithItsReasonUntilItIsCorrected() throws InterruptedException {
        registry.configure("docs", "fake://a?color=red", PATIENT);
        FileBackend docs = registry.get("docs");

        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(registry.info("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("color"));
        assertThat(registry.info("docs").uri()).contains("fake://a?color=***");
        assertThatThrownBy(() -> docs.list(""))
                .hasMessageStartingWith("list '/': the vault 'docs' could not be opened: unknown parameter 'color'")
                .asInstanceOf(type(BackendUnavailableException.class))
                .satisfies(e -> assertThat(e.retryable()).isFalse());
        registry.configure("docs", "fake://a", PATIENT);

        assertThat(docs.list("")).isEmpty();
        assertThat(registry.get("docs")).isSameAs(docs);
        awaitEvent(VaultEvent.Type.FAILED);
    }

    @Test
    void aBadConfigurationLeavesWhatIsInUseAndIsTold() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        registry.get("docs").create("a.txt", Content.of("still here"));

        registry.configure("docs", "not a uri", IMPATIENT.withReadOnly(true));

        VaultInfo info = settled("docs");
        assertThat(info.state()).isEqualTo(VaultState.ACTIVE);
        assertThat(info.uri()).contains("fake://a");
        assertThat(info.options()).isEqualTo(PATIENT);
        assertThat(info.reason()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("what its configuration says now cannot be used, so what is in use stays: "));
        awaitEvent(VaultEvent.Type.FAILED);
        assertThat(registry.get("docs").readText("a.txt")).isEqualTo("still here");
        assertThat(factory.opened).hasSize(1);
    }

    @Test
    void aConfigurationThatIsCorrectedToWhatIsInUseOpensNothing() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        registry.misconfigure("docs", "waitTimeout is no duration");
        assertThat(registry.info("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("waitTimeout"));

        registry.configure("docs", "fake://a", PATIENT);

        assertThat(settled("docs").reason()).isEmpty();
        assertThat(factory.opened).hasSize(1);
    }

    @Test
    void aConfigurationThatIsCorrectedToSomethingElseIsUsed() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        registry.configure("docs", "fake://b?color=red", PATIENT);
        settled("docs");

        registry.configure("docs", "fake://b", PATIENT);

        assertThat(settled("docs").uri()).contains("fake://b");
        assertThat(settled("docs").reason()).isEmpty();
    }

    @Test
    void whatStaysInUseComesBackWithItsBundleAndTheReasonStays() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        registry.configure("docs", "fake://b?color=red", PATIENT);
        settled("docs");

        serving.close();
        schemes.register(factory.updated());

        assertThat(registry.get("docs").exists("a")).isFalse();
        assertThat(settled("docs").uri()).contains("fake://a");
        assertThat(settled("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("color"));
    }

    @Test
    void theSameBadConfigurationIsTriedAgainWhenItIsGivenAgain() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");
        factory.beforeOpening(uri -> {
            throw new IOException("not mounted");
        });
        registry.configure("docs", "fake://b", PATIENT);
        assertThat(settled("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("not mounted"));
        factory.beforeOpening(uri -> {});

        registry.configure("docs", "fake://b", PATIENT);

        assertThat(settled("docs").uri()).contains("fake://b");
    }

    @Test
    void whoWaitsForABackendIsToldWhateverItFailsWith() throws InterruptedException {
        factory.beforeOpening(uri -> {
            throw new AssertionError("the key is hunter2");
        });
        registry.configure("docs", "fake://a", PATIENT);

        assertThatThrownBy(() -> registry.requireOpen("docs"))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("AssertionError")
                .hasMessageNotContaining("hunter2");
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
    }

    @Test
    void aVaultWhoseSchemeIsUnknownWaitsForIt() throws InterruptedException {
        registry.configure("docs", "other://a", PATIENT);
        assertThat(settled("docs").state()).isEqualTo(VaultState.WAITING);
        assertThat(registry.info("docs").reason()).contains("there is no backend for 'other:' at the moment");

        schemes.register(FakeFactory.serving("other"));

        assertThat(registry.get("docs").exists("a")).isFalse();
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void whatFailedForAPassingReasonIsTriedAgainWhenItIsNeeded() throws InterruptedException {
        factory.beforeOpening(uri -> {
            throw new IOException("not mounted");
        });
        registry.configure("docs", "fake://a", PATIENT);
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        FileBackend docs = registry.get("docs");
        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> docs.exists("a"))
                .withMessageContaining("not mounted")
                .matches(BackendUnavailableException::retryable);

        factory.beforeOpening(uri -> {});

        assertThat(docs.exists("a")).isFalse();
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void anUnexpectedFailureIsToldWithoutItsWords() throws InterruptedException {
        factory.beforeOpening(uri -> {
            throw new IllegalStateException("hunter2");
        });
        registry.configure("docs", "fake://a", PATIENT);

        assertThat(settled("docs").reason()).contains(
                "the backend failed unexpectedly: java.lang.IllegalStateException");
    }

    @Test
    void whatFailedIsTriedAgainWithANewFactory() throws InterruptedException {
        factory.beforeOpening(uri -> {
            throw new IllegalStateException("broken");
        });
        registry.configure("docs", "fake://a", PATIENT);
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        schemes.register(FakeFactory.serving("other"));
        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);

        FakeFactory updated = factory.updated();
        schemes.register(updated, updated.schemes(), 1);

        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void aSecretInClearIsRefusedInAConfigurationAndAllowedInCode() throws InterruptedException {
        registry.configure("docs", "fake://a?key=hunter2", PATIENT);

        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(registry.info("docs").reason()).hasValueSatisfying(
                why -> assertThat(why).contains("env:NAME or file:/path").doesNotContain("hunter2"));
        registry.configure("docs", "fake://a?key=env:HUNTER", PATIENT);
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        registry.swap("docs", "fake://a?key=hunter2");
        registry.register("code", "fake://a?key=hunter2");
    }

    @Test
    void aRelativeFileIsRefusedInAConfigurationAndAllowedInCode() throws InterruptedException {
        schemes.register(FakeFactory.serving("file"));
        registry.configure("docs", "file://some/dir", PATIENT);

        assertThat(settled("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(registry.info("docs").reason()).hasValueSatisfying(why -> assertThat(why).contains("relative"));
        registry.configure("docs", "file:///some/dir", PATIENT);
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
        registry.register("code", "file://some/dir");
    }

    @Test
    void whatCannotBeUnderstoodFailsTheVault() throws InterruptedException {
        registry.misconfigure("docs", "waitTimeout is no duration");
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.FAILED);
        assertThat(registry.info("docs").reason()).contains("waitTimeout is no duration");

        registry.configure("docs", "fake://a", PATIENT);
        assertThat(registry.get("docs").exists("a")).isFalse();
        assertThat(settled("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void onlyTheLatestConfigurationCounts() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        factory.beforeOpening(uri -> {
            if (uri.authority().equals("slow")) {
                opening.countDown();
                awaitQuietly(goOn);
            }
        });
        registry.configure("docs", "fake://slow", PATIENT);
        opening.await(20, TimeUnit.SECONDS);
        registry.configure("docs", "fake://b", PATIENT);
        assertThat(settled("docs").uri()).contains("fake://b");
        goOn.countDown();
        while (factory.opened.size() < 2) {
            Thread.onSpinWait();
        }

        FakeStore late = factory.last();
        assertThat(late.awaitClosed()).isTrue();
        assertThat(registry.info("docs").uri()).contains("fake://b");
        assertThat(factory.opened.get(0).isClosed()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConfigurationDoesNotTakeTheNameOfAnotherVault() {
        registry.register("docs", "fake://a");

        assertThatExceptionOfType(DuplicateVaultException.class)
                .isThrownBy(() -> registry.configure("docs", "fake://b", PATIENT));
        assertThatExceptionOfType(DuplicateVaultException.class)
                .isThrownBy(() -> registry.misconfigure("docs", "no"));
        assertThat(registry.withdraw("docs")).isFalse();
        assertThat(registry.exists("docs")).isTrue();
    }

    @Test
    void aVaultGoesWithItsConfigurationOnly() throws InterruptedException {
        registry.configure("docs", "fake://a", PATIENT);
        settled("docs");

        assertThatIllegalArgumentException().isThrownBy(() -> registry.unregister("docs"));
        assertThat(registry.withdraw("docs")).isTrue();
        assertThat(registry.withdraw("docs")).isFalse();
        assertThat(registry.exists("docs")).isFalse();
        assertThat(factory.last().awaitClosed()).isTrue();
    }

    @Test
    void listWaitsForWhatIsJustBeingOpened() {
        CountDownLatch listing = new CountDownLatch(1);
        factory.beforeOpening(uri -> awaitQuietly(listing));
        registry.configure("docs", "fake://a", PATIENT);
        registry.configure("hurry", "fake://b", VaultOptions.DEFAULTS.withWaitTimeout(Duration.ZERO));
        Thread releasing = new Thread(listing::countDown);

        assertThat(registry.info("docs").reason()).contains("it is being opened");
        releasing.start();

        assertThat(registry.list()).extracting(VaultInfo::name).containsExactly("docs", "hurry");
        assertThat(registry.info("docs").state()).isEqualTo(VaultState.ACTIVE);
    }

    @Test
    void listDoesNotWaitWhenItsThreadIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        factory.beforeOpening(uri -> awaitQuietly(never));
        registry.configure("docs", "fake://a", PATIENT);

        Thread.currentThread().interrupt();
        assertThat(registry.list()).extracting(VaultInfo::state).containsExactly(VaultState.WAITING);
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
