package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a vault whose remote has forgotten, or refuses, what it had. */
class GitDisputeTest {

    @TempDir Path top;

    private GitFolders folders;
    private FileBackend backend;
    private SyncFileBackend sync;

    @BeforeEach
    void open() throws IOException {
        folders = new GitFolders(top);
        backend = folders.open("work");
        sync = backend.as(SyncFileBackend.class).orElseThrow();
        backend.create("a", Content.of("a"));
        sync.push("one");
        backend.create("b", Content.of("b"));
        sync.push("two");
    }

    @AfterEach
    void close() throws IOException {
        backend.close();
        assertThat(folders.git("work", "fsck", "--strict")).doesNotContain("error", "missing");
    }

    /** Somebody takes the last commit back and pushes another in its place. */
    private void rewrite() throws IOException {
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "person");
        folders.git("person", "reset", "-q", "--hard", "HEAD~1");
        Files.writeString(folders.folder("person").resolve("c"), "c");
        folders.git("person", "add", "-A");
        folders.git("person", "commit", "-q", "-m", "another two");
        folders.git("person", "push", "-q", "--force");
    }

    private String remoteLog() throws IOException {
        return GitFolders.gitIn(folders.remote(), "log", "--format=%s", "main");
    }

    @Test
    void aRewrittenHistoryIsNotFollowedUnasked() throws IOException {
        rewrite();
        assertThatThrownBy(sync::pull).isInstanceOf(ConflictException.class)
                .hasMessageContaining("rewritten").hasMessageContaining("vault:accept --remote");
        backend.create("d", Content.of("d"));
        assertThatThrownBy(sync::push).isInstanceOf(ConflictException.class);
        assertThat(backend.glob("**")).containsExactly("a", "b", "d");
        assertThat(sync.conflicts()).extracting(Conflict::id, Conflict::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/", Conflict.Kind.HISTORY));
        assertThat(remoteLog().lines()).containsExactly("another two", "one");
    }

    @Test
    void toAcceptARewrittenHistoryIsToBeAsItIsAndToKeepWhatWasHereUnderAName() throws IOException {
        rewrite();
        backend.create("d", Content.of("d"));
        assertThatThrownBy(sync::pull).isInstanceOf(ConflictException.class);
        sync.acceptRemote("/");
        assertThat(sync.conflicts()).isEmpty();
        assertThat(backend.glob("**")).containsExactly("a", "c");
        assertThat(sync.status().isInStep()).isTrue();
        assertThat(folders.git("work", "status", "--porcelain", "--branch")).isEqualTo("## main...origin/main\n");
        Versioned versions = backend.as(Versioned.class).orElseThrow();
        Snapshot kept = versions.snapshots().get(0);
        assertThat(versions.readAt("d", kept.name())).asString().isEqualTo("d");
        backend.create("e", Content.of("e"));
        sync.push("three");
        assertThat(remoteLog().lines()).containsExactly("three", "another two", "one");
    }

    @Test
    void toKeepWhatIsHereIsToMergeItWithTheRewrittenHistory() throws IOException {
        rewrite();
        assertThatThrownBy(sync::pull).isInstanceOf(ConflictException.class);
        sync.acceptLocal("/");
        sync.sync();
        assertThat(backend.glob("**")).containsExactly("a", "b", "c");
        assertThat(remoteLog()).contains("another two", "two", "one");
    }

    @Test
    void aBranchThatIsGoneIsStartedAgainOnlyWhenAskedFor() throws IOException {
        GitFolders.gitIn(folders.remote(), "branch", "-m", "main", "elsewhere");
        backend.create("d", Content.of("d"));
        assertThatThrownBy(sync::pull).isInstanceOf(ConflictException.class).hasMessageContaining("no longer");
        assertThatThrownBy(sync::push).isInstanceOf(ConflictException.class).hasMessageContaining("no longer");
        assertThatThrownBy(() -> sync.acceptRemote("/")).isInstanceOf(InvalidOperationException.class);
        sync.acceptLocal("/");
        sync.push();
        assertThat(remoteLog().lines()).containsExactly("Sync changes", "two", "one");
    }

    @Test
    void withoutADisputeThereIsNothingToAccept() {
        assertThatThrownBy(() -> sync.acceptLocal("/")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sync.acceptRemote("/")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aPersonsRebaseOrOtherBranchIsWaitedFor() throws IOException {
        folders.git("work", "switch", "-q", "-c", "side");
        backend.create("d", Content.of("d"));
        assertThatThrownBy(sync::push).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("branch side").hasMessageContaining("git switch main");
        assertThat(sync.status().notes()).anyMatch(note -> note.contains("not on branch main"));
        assertThat(backend.readText("d")).isEqualTo("d");
        folders.git("work", "switch", "-q", "main");
        sync.push("three");
        assertThat(remoteLog().lines()).containsExactly("three", "two", "one");
    }

    @Test
    void aPersonsMergeThatIsUnderWayIsWaitedFor() throws IOException {
        folders.git("work", "switch", "-q", "-c", "side", "HEAD~1");
        Files.writeString(folders.folder("work").resolve("b"), "other");
        folders.git("work", "add", "-A");
        folders.git("work", "commit", "-q", "-m", "side");
        folders.git("work", "switch", "-q", "main");
        assertThatThrownBy(() -> folders.git("work", "merge", "side")).isInstanceOf(IOException.class);
        assertThatThrownBy(sync::pull).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("in the midst of something");
        folders.git("work", "merge", "--abort");
        assertThat(sync.pull().isUpToDate()).isTrue();
        assertThat(List.of(backend.readText("b"))).containsExactly("b");
    }
}
