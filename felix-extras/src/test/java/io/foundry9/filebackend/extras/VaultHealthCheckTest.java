package io.foundry9.filebackend.extras;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import io.foundry9.filebackend.vault.VaultOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class VaultHealthCheckTest {

    private final TestVaults vaults = new TestVaults();

    @AfterEach
    void stop() {
        vaults.close();
    }

    private Result check() {
        return new VaultHealthCheck("a", vaults.registry).execute();
    }

    private static List<String> lines(Result result) {
        return StreamSupport.stream(result.spliterator(), false).map(ResultLog.Entry::getMessage).toList();
    }

    private void assertCheck(Status status, String... lines) {
        Result result = check();
        assertThat(lines(result)).containsExactly(lines);
        assertThat(result.getStatus()).isEqualTo(status);
    }

    /** A store whose root does what the test wants. */
    private static final class Rooted extends ForwardingStore {
        private final Supplier<Optional<FileInfo>> root;

        Rooted(Supplier<Optional<FileInfo>> root) {
            super(new MemoryStore());
            this.root = root;
        }

        @Override
        public Optional<FileInfo> stat(StorePath path, Detail detail) {
            return root.get();
        }
    }

    @Test
    void aVaultThatAnswersIsWell() {
        vaults.add("a");
        assertCheck(Status.OK, "reachable", "can be written");
    }

    @Test
    void aVaultMayBeReadOnlyByItsOptionsOrByItsBackend() {
        vaults.registry.register("a", "test://", VaultOptions.DEFAULTS.withReadOnly(true));
        assertCheck(Status.OK, "reachable", "read-only, as its options say");
        vaults.registry.unregister("a");

        vaults.add("a", new ForwardingStore(new MemoryStore()) {
            @Override
            public Capabilities capabilities() {
                return super.capabilities().without(Capabilities.Feature.WRITES);
            }
        });
        assertCheck(Status.OK, "reachable", "read-only, as its backend is");
    }

    @Test
    void aVaultThatFailedIsCriticalWithItsReason() throws Exception {
        String reason = vaults.addFailed("a").reason().orElseThrow();
        assertCheck(Status.CRITICAL, reason);
    }

    @Test
    void aVaultThatWaitsIsUnavailableForATimeAndIsNotWaitedFor() {
        vaults.add("a");
        vaults.takeBackendsAway();
        assertCheck(Status.TEMPORARILY_UNAVAILABLE, vaults.registry.info("a").reason().orElseThrow());
    }

    @Test
    void aVaultThatHasGoneMeanwhileIsNoOutage() {
        assertCheck(Status.WARN, "the vault has just been removed");
    }

    @Test
    void whatMayPassIsTemporaryAndTheRestIsCritical() {
        vaults.add("a", new Rooted(() -> {
            throw new BackendUnavailableException("", "the host does not answer");
        }));
        assertCheck(Status.TEMPORARILY_UNAVAILABLE, "the host does not answer");
        vaults.registry.unregister("a");

        vaults.add("a", new Rooted(() -> {
            throw new AuthenticationException("", "the key was refused");
        }));
        assertCheck(Status.CRITICAL, "the key was refused");
    }

    @Test
    void whatABackendSaysInAnUnexpectedWayIsNotPassedOn() {
        vaults.add("a", new Rooted(() -> {
            throw new IllegalStateException("key=hunter2");
        }));
        Result result = check();
        assertThat(result.getStatus()).isEqualTo(Status.CRITICAL);
        assertThat(result.toString()).doesNotContain("hunter2");
    }

    @Test
    void aStoreThatHangsIsNotWaitedFor() {
        CountDownLatch stopped = new CountDownLatch(1);
        vaults.add("a", new Rooted(() -> hang(stopped)));
        assertCheck(Status.TEMPORARILY_UNAVAILABLE, "no answer within 1500 ms");
        assertThat(stopped).satisfies(latch -> assertThat(latch.await(20, TimeUnit.SECONDS))
                .isTrue());
    }

    @Test
    void whoInterruptsACheckGetsAnAnswerAndItsThreadBack() {
        vaults.add("a", new Rooted(() -> hang(new CountDownLatch(1))));
        Thread.currentThread().interrupt();
        Result result = check();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lines(result)).containsExactly("the check was interrupted");
        assertThat(result.getStatus()).isEqualTo(Status.TEMPORARILY_UNAVAILABLE);
    }

    private static Optional<FileInfo> hang(CountDownLatch stopped) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
        return Optional.empty();
    }

    @Test
    void aVaultThatIsInStepSaysSo() {
        vaults.add("a", new FakeSync());
        assertCheck(Status.OK, "reachable", "can be written", "in step with its remote place, as far as is known");
    }

    @Test
    void whatIsLeftToDoIsToldAndIsNoHarm() {
        FakeSync sync = new FakeSync();
        sync.ahead = 1;
        sync.behind = 2;
        sync.changes.add(PathChange.of(PathChange.Kind.ADDED, "x"));
        vaults.add("a", sync);
        assertCheck(Status.OK, "reachable", "can be written",
                "1 change not committed, 1 commit to push, 2 commits to pull");
    }

    @Test
    void conflictsAndAPlaceThatFailedAreWarnings() {
        FakeSync sync = new FakeSync();
        sync.conflicts.add(new Conflict("x", "x", Conflict.Kind.BOTH_MODIFIED, file(), file(), file(), false));
        sync.lastFailure = new BackendUnavailableException("", "the host is unknown");
        vaults.add("a", sync);
        assertCheck(Status.WARN, "reachable", "can be written", "1 conflict to resolve",
                "the remote place failed when it was last asked: the host is unknown");
    }

    private static Optional<Conflict.Version> file() {
        return Optional.of(new Conflict.Version(FileType.FILE, 1, false, Optional.empty()));
    }

    @Test
    void aStatusThatIsNotToldIsAWarning() {
        FakeSync sync = new FakeSync();
        sync.failure = new BackendUnavailableException("", "the index is locked");
        vaults.add("a", sync);
        assertCheck(Status.WARN, "reachable", "can be written",
                "how it stands to its remote place is not known: the index is locked");
    }

    /** Such a vault is opened again when it is needed, and a check is such a need. */
    @Test
    void aVaultThatFailedForAReasonThatHasPassedIsWellAgain() throws Exception {
        vaults.addFailed("a");
        vaults.factory.failure = null;
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!check().isOk() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertCheck(Status.OK, "reachable", "can be written");
    }

    @Test
    void noResultHoldsASecret() {
        vaults.add("a");
        assertThat(check().toString()).doesNotContain("hunter2");
    }
}
