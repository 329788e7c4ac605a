package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vault:sync}, {@code vault:pull} and {@code vault:push}; and what all commands for synced vaults share. */
class SyncCommandTest {

    private final Bench bench = new Bench();
    private final FakeSync sync = new FakeSync();

    SyncCommandTest() {
        bench.add("docs", new Faced(sync));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void oneLineTellsWhatWasDone() {
        sync.result = new SyncResult(sync.commit, 1, 2,
                List.of(PathChange.of(Kind.ADDED, "a.txt"), PathChange.renamed("old", "new")));
        Bench.Result result = bench.run("sync", "docs");
        assertThat(result.out())
                .isEqualTo("docs: sent 1 commit, received 2 commits, 2 files changed here; now at 0123456789\n");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(sync.done).containsExactly("sync");
    }

    @Test
    void whereNothingWasToBeDoneItSaysSo() {
        assertThat(bench.run("pull", "docs").out()).isEqualTo("docs: nothing to do; now at 0123456789\n");
        sync.result = new SyncResult(Optional.empty(), 0, 0, List.of());
        assertThat(bench.run("push", "docs").out()).isEqualTo("docs: nothing to do\n");
        assertThat(sync.done).containsExactly("pull", "push");
    }

    @Test
    void changedPathsAreListedOnRequest() {
        sync.result = new SyncResult(sync.commit, 0, 1, List.of(PathChange.of(Kind.ADDED, "a.txt"),
                PathChange.of(Kind.DELETED, "b\u001b[31m"), PathChange.of(Kind.MODIFIED, "c"),
                PathChange.renamed("old", "new")));
        assertThat(bench.run("pull", "-v", "docs").out()).isEqualTo("""
                docs: received 1 commit, 4 files changed here; now at 0123456789
                A a.txt
                D b\\u001B[31m
                M c
                R old -> new
                """);
    }

    @Test
    void thePushTakesAMessage() {
        bench.run("push", "-m", "New prices", "docs");
        assertThat(sync.done).containsExactly("push New prices");
    }

    @Test
    void theVaultIsNamedWithAColonOrWithoutOrIsTheCurrentOne() {
        for (String name : List.of("docs", "docs:", "docs:/")) {
            assertThat(bench.run("sync", name).err()).isEmpty();
        }
        assertThat(bench.using("docs").run("sync").err()).isEmpty();
        assertThat(sync.done).hasSize(4);
    }

    @Test
    void onlyAWholeVaultIsSynced() {
        Bench.Result result = bench.run("pull", "docs:/a");
        assertThat(result.err()).startsWith("vault: pull: a whole vault is meant: write docs; usage: vault:pull ");
        assertThat(result.status()).isEqualTo(2);
        assertThat(bench.run("pull", "docs", "other").status()).isEqualTo(2);
        assertThat(bench.run("pull", "nope").err())
                .isEqualTo("vault: nope: no such vault; there are: docs, home, other\n");
        assertThat(bench.run("pull").err())
                .isEqualTo("vault: in which vault? Write NAME:path, or choose a vault with vault:use\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "pull", "push"})
    void conflictsAreListedWithWhatToTypeNext(String command) {
        sync.failure = new ConflictException("", List.of("a.txt", "b/c\n.txt"), "conflicts stand");
        Bench.Result result = bench.run(command, "docs");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("C a.txt\nC b/c\\u000A.txt\n");
        assertThat(result.err()).isEqualTo("vault: docs: 2 conflicts to resolve; vault:conflicts docs shows both sides,"
                + " vault:accept --local|--remote docs:PATH chooses one, vault:resolve takes another content,"
                + " vault:abort docs gives the merge up\n");
    }

    @Test
    void aRemotePlaceThatRefusesOrIsAwayIsALine() {
        sync.failure = new AuthenticationException("", "the key was not accepted");
        assertThat(bench.run("push", "docs").err()).isEqualTo(
                "vault: docs:/: the key was not accepted; check the credentials that vault:show docs names\n");
        sync.failure = new BackendUnavailableException("", "cannot be reached");
        assertThat(bench.run("push", "docs").err()).isEqualTo("vault: docs:/: cannot be reached; try again\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sync", "pull", "push", "conflicts", "abort"})
    void aVaultThatIsNotSyncedSaysSo(String command) {
        bench.run("add", "--transient", "local", "file:///x");
        Bench.Result result = bench.run(command, "local");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: local (file:): is not synced with anything\n");
        assertThat(bench.run(command, "home").err()).isEqualTo("vault: home: is not synced with anything\n");
    }

    @Test
    void aVaultThatIsReadOnlySaysThatToo() {
        bench.run("add", "--transient", "--read-only", "fixed", "memory://x");
        assertThat(bench.run("sync", "fixed").err())
                .isEqualTo("vault: fixed (memory:): is read-only, and as such is not synced with anything\n");
    }

    @Test
    void whatASessionCannotDoIsToldWithHowToEndIt() {
        bench.vaults.register("outer", new ForwardingFileBackend() {
            private final FileBackend inner = StoreBackend.over(new MemoryStore());

            @Override
            protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
                return call.apply(inner);
            }

            @Override
            public <T> Optional<T> as(Class<T> type) {
                return type.isInstance(sync) ? Optional.of(type.cast(sync)) : Optional.empty();
            }
        });
        assertThat(bench.type("vault:session begin outer: ; vault:session rollback ; vault:push outer").err())
                .isEmpty();
        assertThat(bench.type("vault:session begin outer: ; vault:push outer").err()).isEqualTo("vault: outer: inside a"
                + " session it is not synced with anything; vault:session commit outer: or rollback ends the one of"
                + " this shell\n");
        assertThat(bench.type("vault:session begin other: ; vault:push other").err())
                .isEqualTo("vault: other: is not synced with anything\n");
    }

    @Test
    void whatCannotBeDoneInTheShellsOwnSessionIsToldHowToEndIt() {
        sync.failure = new LockTimeoutException("", Duration.ofSeconds(1));
        assertThat(bench.run("push", "docs").err()).startsWith("vault: docs:/: is locked by someone else; ");
        assertThat(bench.type("vault:session begin docs: ; vault:push docs").err()).isEqualTo("vault: docs: inside a"
                + " session it is not synced with anything; vault:session commit docs: or rollback ends the one of"
                + " this shell\n");
    }
}
