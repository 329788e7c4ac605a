package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.git.Remote.Fetched;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for each way to a remote, on a bare repository of the file system. */
class RemoteFileTest {

    private static final String NOTE = "refs/remotes/origin/main";

    @TempDir Path folder;

    private GitServersRepository there;
    private GitServersRepository here;
    private Remote remote;

    @BeforeEach
    void makeRepositories() throws IOException {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        here = GitServersRepository.work(folder.resolve("here"));
        remote = GitServersAccess.to(address(folder.resolve("r.git"))).remote();
    }

    @AfterEach
    void close() {
        remote.close();
        here.close();
        there.close();
    }

    private static String address(Path repository) {
        return "file://" + repository;
    }

    private Fetched fetch(String branch) throws IOException {
        return remote.fetch(here.git, branch, OptionalInt.empty());
    }

    private Pushed push(ObjectId commit, String... tags) throws IOException {
        return remote.push(here.git, "main", commit, List.of(tags));
    }

    @Test
    void aBranchIsBroughtWithItsObjectsAndNoted() throws IOException {
        ObjectId tip = there.commit("main", "a.txt", "one");

        Fetched fetched = fetch("main");

        assertThat(fetched.tip()).contains(tip);
        assertThat(fetched.defaultBranch()).contains("main");
        assertThat(fetched.isRewritten()).isFalse();
        assertThat(here.tip(NOTE)).isEqualTo(tip);
        assertThat(here.isComplete(tip)).isTrue();
    }

    @Test
    void whatIsHereAlreadyIsNoNews() throws IOException {
        ObjectId tip = there.commit("main", "a.txt", "one");
        fetch("main");

        assertThat(fetch("main").tip()).contains(tip);
    }

    @Test
    void anEmptyRepositoryHasNoBranchAndThatIsNoFailure() throws IOException {
        Fetched fetched = fetch("main");

        assertThat(fetched.tip()).isEmpty();
        assertThat(fetched.defaultBranch()).isEmpty();
    }

    @Test
    void aBranchThatIsNotThereIsNoFailureAndTheDefaultBranchIsTold() throws IOException {
        there.commit("trunk", "a.txt", "one");
        there.git.updateRef(Constants.HEAD).link("refs/heads/trunk");

        Fetched fetched = fetch("main");

        assertThat(fetched.tip()).isEmpty();
        assertThat(fetched.defaultBranch()).contains("trunk");
    }

    @Test
    void aBranchWithASlashIsABranch() throws IOException {
        ObjectId tip = there.commit("team/one", "a.txt", "one");

        assertThat(fetch("team/one").tip()).contains(tip);
        assertThat(here.tip("refs/remotes/origin/team/one")).isEqualTo(tip);
    }

    @Test
    void aRewrittenBranchIsToldAndItsObjectsAreHereButTheNoteStays() throws IOException {
        ObjectId before = there.commit("main", "a.txt", "one");
        fetch("main");
        ObjectId rewritten = there.build(null, Map.of("b.txt", new byte[] {1}));
        there.set("refs/heads/main", rewritten);

        Fetched fetched = fetch("main");

        assertThat(fetched.isRewritten()).isTrue();
        assertThat(fetched.tip()).contains(rewritten);
        assertThat(here.isComplete(rewritten)).isTrue();
        assertThat(here.tip(NOTE)).isEqualTo(before);
    }

    @Test
    void aBranchThatIsNotWhatWasLastSeenOfItIsNotPushedTo() throws IOException {
        ObjectId before = there.commit("main", "a.txt", "one");
        fetch("main");
        there.set("refs/heads/main", there.build(null, Map.of("b.txt", new byte[] {1})));
        ObjectId rewritten = fetch("main").tip().orElseThrow();
        ObjectId mine = here.build(rewritten, Map.of("c.txt", new byte[] {2}));

        assertThat(push(mine)).isEqualTo(Pushed.BEHIND);
        assertThat(here.tip(NOTE)).isEqualTo(before);
    }

    @Test
    void tagsOfWhatIsFetchedComeAlong() throws IOException {
        ObjectId tag = there.tag("v1", there.commit("main", "a.txt", "one"));

        fetch("main");

        assertThat(here.tip("refs/tags/v1")).isEqualTo(tag);
    }

    @Test
    void aFirstFetchCanBeShallowAndLaterOnesBringWhatIsNew() throws IOException {
        there.commit("main", "a.txt", "one");
        there.commit("main", "a.txt", "two");
        ObjectId third = there.commit("main", "a.txt", "three");

        assertThat(remote.fetch(here.git, "main", OptionalInt.of(1)).tip()).contains(third);
        assertThat(here.countCommits(third)).isEqualTo(1);
        assertThat(here.tip(NOTE)).isEqualTo(third);

        ObjectId fourth = there.commit("main", "a.txt", "four");
        assertThat(fetch("main").tip()).contains(fourth);
        assertThat(here.countCommits(fourth)).isEqualTo(2);
        assertThat(push(here.build(fourth, Map.of("a.txt", new byte[] {5})))).isEqualTo(Pushed.SENT);
        assertThat(there.countCommits(there.tip("refs/heads/main"))).isEqualTo(5);
    }

    @Test
    void aTreeThatWouldWriteIntoGitsOwnFolderIsRefused() throws IOException {
        ObjectId bad = there.build(null, Map.of(".git", "evil".getBytes()));
        there.set("refs/heads/main", bad);

        assertThatThrownBy(() -> fetch("main")).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("git's own rules").matches(e -> !((FileBackendException) e).retryable());
        assertThatThrownBy(() -> remote.fetch(here.git, "main", OptionalInt.of(1)))
                .isInstanceOf(BackendUnavailableException.class).hasMessageContaining("git's own rules");
        assertThat(here.tip(NOTE)).isNull();
    }

    @Test
    void aPushIsSentThenUpToDateThenBehind() throws IOException {
        ObjectId first = here.build(null, Map.of("a.txt", new byte[] {1}));
        assertThat(push(first)).isEqualTo(Pushed.SENT);
        assertThat(there.tip("refs/heads/main")).isEqualTo(first);
        assertThat(here.tip(NOTE)).isEqualTo(first);
        assertThat(push(first)).isEqualTo(Pushed.UP_TO_DATE);

        ObjectId theirs = there.commit("main", "b.txt", "theirs");
        ObjectId mine = here.build(first, Map.of("c.txt", new byte[] {3}));
        assertThat(push(mine)).isEqualTo(Pushed.BEHIND);
        assertThat(there.tip("refs/heads/main")).isEqualTo(theirs);
        assertThat(here.tip(NOTE)).isEqualTo(first);
    }

    @Test
    void tagsAreSentAlongAndTheSameTagAgainIsFine() throws IOException {
        ObjectId first = here.build(null, Map.of("a.txt", new byte[] {1}));
        ObjectId tag = here.tag("v1", first);

        push(first, "v1");
        assertThat(there.tip("refs/tags/v1")).isEqualTo(tag);
        assertThat(push(first, "v1")).isEqualTo(Pushed.UP_TO_DATE);
    }

    @Test
    void aTagThatIsSomethingElseThereIsNamedAndStaysAsItIs() throws IOException {
        ObjectId first = here.build(null, Map.of("a.txt", new byte[] {1}));
        here.set("refs/tags/light", first);
        push(first, "light");
        ObjectId second = here.build(first, Map.of("a.txt", new byte[] {2}));
        here.set("refs/tags/light", second);

        assertThatThrownBy(() -> push(second, "light")).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("the tag 'light'").hasMessageContaining("another name");
        assertThat(there.tip("refs/tags/light")).isEqualTo(first);
        assertThat(there.tip("refs/heads/main")).isEqualTo(second);
    }

    @Test
    void aRepositoryThatAnotherProcessIsChangingIsWorthATryAgain() throws IOException {
        there.commit("main", "a.txt", "one");
        Path lock = folder.resolve("here/.git/" + NOTE + ".lock");
        Files.createDirectories(lock.getParent());
        Files.createFile(lock);

        assertThatThrownBy(() -> fetch("main")).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.retryable()).isTrue());
        Files.delete(lock);
        assertThat(fetch("main").tip()).isPresent();
    }

    @Test
    void aTagThatIsNotHereIsNamed() throws IOException {
        ObjectId first = here.build(null, Map.of("a.txt", new byte[] {1}));

        assertThatThrownBy(() -> push(first, "none")).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("the tag 'none'");
        assertThat(there.tip("refs/heads/main")).isNull();
    }

    @Test
    void aRepositoryThatIsNotThereIsAClearErrorWithoutPathsOfTheHost() {
        try (Remote none = GitServersAccess.to(address(folder.resolve("none.git"))).remote()) {
            assertThatThrownBy(() -> none.fetch(here.git, "main", OptionalInt.empty()))
                    .isInstanceOf(BackendUnavailableException.class).hasMessageContaining("no such repository")
                    .hasMessageNotContaining(folder.toString()).hasNoCause();
        }
    }

    @Test
    void anAddressOfTheConfigurationThatIsInsteadOfOursIsNotFollowed() throws IOException {
        ObjectId tip = there.commit("main", "a.txt", "one");
        StoredConfig config = here.git.getConfig();
        config.setString("url", address(folder.resolve("elsewhere.git")), "insteadOf",
                address(folder.resolve("r.git")));
        config.save();

        assertThat(fetch("main").tip()).contains(tip);
    }

    @Test
    void aBranchThatIsCheckedOutThereIsNotPushedTo() throws IOException {
        try (GitServersRepository busy = GitServersRepository.work(folder.resolve("busy"));
                Remote toBusy = GitServersAccess.to(address(folder.resolve("busy"))).remote()) {
            ObjectId theirs = busy.commit("main", "a.txt", "one");
            toBusy.fetch(here.git, "main", OptionalInt.empty());
            ObjectId mine = here.build(theirs, Map.of("b.txt", new byte[] {1}));

            assertThatThrownBy(() -> toBusy.push(here.git, "main", mine, List.of()))
                    .isInstanceOf(BackendUnavailableException.class).hasMessageContaining("bare repository");
            assertThat(busy.tip("refs/heads/main")).isEqualTo(theirs);
        }
    }

    @Test
    void anInterruptedThreadIsToldSoAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fetch("main")).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClosedRemoteSaysSo() {
        remote.close();
        assertThatThrownBy(() -> fetch("main")).isInstanceOfSatisfying(StorageException.class,
                e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.CLOSED));
    }

    @Test
    void whatItShowsIsItsAddress() {
        assertThat(remote.display()).isEqualTo(address(folder.resolve("r.git")));
        assertThat(Files.exists(folder.resolve("r.git"))).isTrue();
    }
}
