package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens by itself: pulls before reads, pushes after writes, and sessions that do both once. */
class GitAutoSyncTest {

    @TempDir Path top;

    private GitFolders folders;
    private FileBackend auto;
    private FileBackend other;

    @BeforeEach
    void open() throws IOException {
        folders = new GitFolders(top);
        auto = folders.open("auto", "auto_pull=true", "auto_push=true");
        other = folders.open("other");
    }

    @AfterEach
    void close() {
        auto.close();
        other.close();
    }

    private static SyncFileBackend sync(FileBackend backend) {
        return backend.as(SyncFileBackend.class).orElseThrow();
    }

    private String log() throws IOException {
        return GitFolders.gitIn(folders.remote(), "log", "--format=%s", "main");
    }

    /** Takes the remote away, or gives it back. */
    private void unplug(boolean away) throws IOException {
        Path elsewhere = top.resolve("unplugged.git");
        Files.move(away ? folders.remote() : elsewhere, away ? elsewhere : folders.remote());
    }

    @Test
    void eachWriteIsACommitThatSaysWhatItDid() throws IOException {
        auto.create("a.txt", Content.of("1"));
        auto.update("a.txt", Content.of("2"));
        auto.append("a.txt", Content.of("3"));
        auto.move("a.txt", "b.txt");
        auto.copy("b.txt", "c.txt");
        auto.delete("b.txt");
        assertThat(log().lines()).containsExactly("Delete b.txt", "Create c.txt", "Move a.txt to b.txt",
                "Update a.txt", "Update a.txt", "Create a.txt");
        sync(other).pull();
        assertThat(other.readText("c.txt")).isEqualTo("23");
    }

    @Test
    void aReadSeesWhatWasPushedElsewhere() {
        other.create("x", Content.of("1"));
        sync(other).push();
        assertThat(auto.readText("x")).isEqualTo("1");
        other.update("x", Content.of("2"));
        sync(other).push();
        assertThat(auto.readText("x")).isEqualTo("2");
        assertThat(auto.glob("**")).containsExactly("x");
    }

    @Test
    void withinThePullIntervalReadsGoWithoutPulling() throws IOException {
        try (FileBackend lazy = folders.open("lazy", "auto_pull=true", "pull_interval=1h")) {
            assertThat(lazy.exists("x")).isFalse();
            auto.create("x", Content.of("1"));
            assertThat(lazy.exists("x")).isFalse();
            sync(lazy).pull();
            assertThat(lazy.exists("x")).isTrue();
        }
    }

    @Test
    void aSessionPullsOncePushesOnceAndIsOneCommit() throws IOException {
        other.create("theirs", Content.of("t"));
        sync(other).push();
        CommitResult result;
        try (Session session = auto.openSession(Duration.ofSeconds(5))) {
            assertThat(session.readText("theirs")).isEqualTo("t");
            session.create("a", Content.of("a"));
            session.create("b", Content.of("b"));
            session.delete("theirs");
            result = session.commit();
        }
        assertThat(result.state()).isEqualTo(CommitResult.State.PUBLISHED);
        assertThat(log().lines().findFirst()).contains("Batch sync changes (3 files)");
        assertThat(log().lines()).hasSize(2);
    }

    @Test
    void aSessionThatIsRolledBackCommitsAndPushesNothing() throws IOException {
        auto.create("x", Content.of("x"));
        try (Session session = auto.openSession(Duration.ofSeconds(5))) {
            session.create("a", Content.of("a"));
        }
        assertThat(auto.exists("a")).isFalse();
        assertThat(log().lines()).hasSize(1);
    }

    @Test
    void withoutAutoPushTheEndOfASessionCommitsWhatWasWrittenBeforeItToo() throws IOException {
        other.create("loose", Content.of("l"));
        other.inSession(Duration.ofSeconds(5), session -> session.create("s", Content.of("s")));
        assertThat(folders.git("other", "log", "refs/f9/main", "--format=%s").lines())
                .containsExactly("Batch sync changes (1 file)", "Sync changes");
        assertThat(Files.list(folders.remote().resolve("refs/heads"))).isEmpty();
    }

    @Test
    void aSessionWhosePushFailsStaysCommittedAndIsTakenAlongByTheNext() throws IOException {
        auto.create("x", Content.of("x"));
        CommitResult result;
        try (Session session = auto.openSession(Duration.ofSeconds(5))) {
            session.create("a", Content.of("a"));
            unplug(true);
            result = session.commit();
        }
        assertThat(result.state()).isEqualTo(CommitResult.State.PENDING);
        assertThat(result.pending().orElseThrow()).isInstanceOf(BackendUnavailableException.class);
        assertThat(sync(auto).status().lastFailure()).isPresent();
        assertThat(sync(auto).status().ahead()).isEqualTo(1);
        unplug(false);
        auto.create("b", Content.of("b"));
        assertThat(log().lines()).containsExactly("Create b", "Batch sync changes (1 file)", "Create x");
    }

    @Test
    void offlineAWriteFailsButIsHereAndAReadFails() throws IOException {
        auto.create("x", Content.of("x"));
        unplug(true);
        assertThatThrownBy(() -> auto.create("y", Content.of("y")))
                .isInstanceOf(BackendUnavailableException.class).hasMessageContaining("written here");
        assertThatThrownBy(() -> auto.readText("x")).isInstanceOf(BackendUnavailableException.class);
        unplug(false);
        assertThat(auto.readText("y")).isEqualTo("y");
        sync(auto).push();
        assertThat(log().lines()).containsExactly("Create y", "Create x");
    }

    @Test
    void offlineAllowedReadsAndWritesGoOn() throws IOException {
        try (FileBackend calm = folders.open("calm", "auto_pull=true", "auto_push=true", "offline=allow")) {
            calm.create("x", Content.of("x"));
            unplug(true);
            calm.create("y", Content.of("y"));
            assertThat(calm.readText("y")).isEqualTo("y");
            assertThat(sync(calm).status().lastFailure()).isPresent();
            unplug(false);
            calm.create("z", Content.of("z"));
            assertThat(log().lines()).containsExactly("Create z", "Create y", "Create x");
            assertThat(sync(calm).status().lastFailure()).isEmpty();
        }
    }

    @Test
    void inAConflictReadsGoOnAndWritesElsewhereWait() throws IOException {
        auto.create("x", Content.of("base"));
        sync(other).pull();
        other.update("x", Content.of("there"));
        Path x = folders.folder("auto").resolve("x");
        Files.writeString(x, "here, by an editor");
        sync(other).push();
        assertThat(auto.readText("x")).isEqualTo("here, by an editor");
        assertThat(sync(auto).conflicts()).hasSize(1);
        auto.create("free", Content.of("f"));
        assertThatThrownBy(() -> auto.update("x", Content.of("no"))).isInstanceOf(ConflictException.class);
        try (Session session = auto.openSession(Duration.ofSeconds(5))) {
            session.create("in-session", Content.of("s"));
            CommitResult result = session.commit();
            assertThat(result.pending().orElseThrow()).isInstanceOf(ConflictException.class);
        }
        sync(auto).resolve("x", Content.of("both"));
        sync(auto).push();
        sync(other).pull();
        assertThat(other.glob("**")).containsExactly("free", "in-session", "x");
        assertThat(other.readText("x")).isEqualTo("both");
    }

    @Test
    void insideASessionThereIsNoSyncing() {
        SyncFileBackend before = sync(auto);
        try (Session session = auto.openSession(Duration.ofSeconds(5))) {
            assertThat(session.as(SyncFileBackend.class)).isEmpty();
            assertThat(auto.as(SyncFileBackend.class)).isEmpty();
            assertThatThrownBy(before::push).isInstanceOf(InvalidOperationException.class);
            session.create("x", Content.of("x"));
            Versioned versions = session.as(Versioned.class).orElseThrow();
            assertThatThrownBy(() -> versions.snapshot("s", "")).isInstanceOf(InvalidOperationException.class);
        }
    }
}
