package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Kind;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.ext.SyncStatus;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two vaults on one remote: what push, pull and sync do, and what becomes of conflicts. */
class GitSyncTest {

    @TempDir Path top;

    private GitFolders folders;
    private FileBackend a;
    private FileBackend b;

    @BeforeEach
    void open() throws IOException {
        folders = new GitFolders(top);
        a = folders.open("a");
        b = folders.open("b");
    }

    @AfterEach
    void closeAndCheck() throws IOException {
        a.close();
        b.close();
        for (String name : List.of("a", "b")) {
            if (Files.exists(folders.folder(name).resolve(".git/HEAD"))) {
                assertThat(folders.git(name, "fsck", "--strict")).doesNotContain("error", "missing", "broken");
            }
        }
        assertThat(GitFolders.gitIn(folders.remote(), "fsck", "--strict")).doesNotContain("error", "missing");
    }

    private static SyncFileBackend sync(FileBackend backend) {
        return backend.as(SyncFileBackend.class).orElseThrow();
    }

    private void both(String path, String text) {
        a.write(path, Content.of(text));
        sync(a).push();
        sync(b).pull();
    }

    private void conflict(String path, String here, String there) {
        b.write(path, Content.of(there));
        sync(b).push();
        a.write(path, Content.of(here));
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
    }

    private void conflictsOnXAndY() {
        both("x", "base");
        both("y", "base");
        b.write("x", Content.of("x there"));
        b.write("y", Content.of("y there"));
        sync(b).push();
        a.write("x", Content.of("x here"));
        a.write("y", Content.of("y here"));
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
    }

    private String clean(String name) throws IOException {
        return folders.git(name, "status", "--porcelain");
    }

    @Test
    void syncingNeedsNoThreadToWait() {
        a.write("a.txt", Content.of("1"));
        String content = a.async().with(SyncFileBackend.class, SyncFileBackend::push)
                .thenCompose(pushed -> b.async().with(SyncFileBackend.class, SyncFileBackend::pull))
                .thenCompose(pulled -> b.async().readText("a.txt"))
                .toCompletableFuture().join();
        assertThat(content).isEqualTo("1");
    }

    @Test
    void whatIsPushedHereIsPulledThere() throws IOException {
        a.create("docs/a.txt", Content.of("one"));
        a.create("café ☕.txt", Content.of("zwei"));
        SyncResult pushed = sync(a).push("First files");
        assertThat(pushed.sent()).isEqualTo(1);
        SyncResult pulled = sync(b).pull();
        assertThat(pulled.received()).isEqualTo(1);
        assertThat(pulled.changes()).extracting(PathChange::path).containsExactly("café ☕.txt", "docs/a.txt");
        assertThat(b.readText("docs/a.txt")).isEqualTo("one");
        assertThat(b.readText("café ☕.txt")).isEqualTo("zwei");
        assertThat(folders.git("b", "log", "--format=%s|%an <%ae>"))
                .isEqualTo("First files|f9-sync <f9-sync@example.com>\n");
        assertThat(clean("a")).isEmpty();
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void anEmptyRemoteIsStartedAndNothingToPushIsNoCommit() {
        assertThat(sync(a).push().isUpToDate()).isTrue();
        assertThat(sync(a).pull().isUpToDate()).isTrue();
        a.create("x", Content.of("x"));
        assertThat(sync(a).push().sent()).isEqualTo(1);
        assertThat(sync(a).push().isUpToDate()).isTrue();
    }

    @Test
    void changesDeletionsMovesLinksAndExecutableBitsTravel() throws IOException {
        a.create("keep", Content.of("k"));
        a.create("gone", Content.of("g"));
        a.create("d/old", Content.of("moved text that is long enough to be recognised"));
        Files.createSymbolicLink(folders.folder("a").resolve("link"), Path.of("keep"));
        Files.write(folders.folder("a").resolve("run.sh"), "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(folders.folder("a").resolve("run.sh"), java.util.Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        sync(a).push();
        sync(b).pull();
        assertThat(Files.readSymbolicLink(folders.folder("b").resolve("link"))).isEqualTo(Path.of("keep"));
        assertThat(b.info("run.sh").permissions().orElseThrow()).contains(PosixFilePermission.OWNER_EXECUTE);
        a.delete("gone");
        a.update("keep", Content.of("k2"));
        a.move("d/old", "e/new");
        a.delete("link");
        sync(a).push();
        sync(b).pull();
        assertThat(b.glob("**")).containsExactly("e/new", "keep", "run.sh");
        assertThat(b.exists("d")).isFalse();
        assertThat(b.readText("keep")).isEqualTo("k2");
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void bothSidesChangesAreMergedWithoutAHand() throws IOException {
        both("text", "1\n2\n3\n4\n5\n6\n7\n");
        a.write("text", Content.of("1a\n2\n3\n4\n5\n6\n7\n"));
        a.create("only-a", Content.of("a"));
        b.write("text", Content.of("1\n2\n3\n4\n5\n6\n7b\n"));
        b.create("only-b", Content.of("b"));
        sync(a).sync();
        sync(b).sync();
        sync(a).sync();
        for (FileBackend one : List.of(a, b)) {
            assertThat(one.readText("text")).isEqualTo("1a\n2\n3\n4\n5\n6\n7b\n");
            assertThat(one.glob("**")).containsExactly("only-a", "only-b", "text");
        }
        assertThat(clean("a")).isEmpty();
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void aPushToARemoteThatHasMovedMergesFirst() {
        both("x", "0");
        b.create("b", Content.of("b"));
        sync(b).push();
        a.create("a", Content.of("a"));
        SyncResult pushed = sync(a).push();
        assertThat(pushed.received()).isEqualTo(1);
        assertThat(pushed.sent()).isEqualTo(2);
        assertThat(a.exists("b")).isTrue();
    }

    @Test
    void pullKeepsChangesThatAreNotCommitted() {
        both("x", "0");
        b.create("b", Content.of("b"));
        sync(b).push();
        a.create("mine", Content.of("mine"));
        a.update("x", Content.of("changed here"));
        sync(a).pull();
        assertThat(a.readText("mine")).isEqualTo("mine");
        assertThat(a.readText("x")).isEqualTo("changed here");
        assertThat(a.readText("b")).isEqualTo("b");
    }

    @Test
    void aConflictIsToldWithAllThreeContents() throws IOException {
        both("café.txt", "base");
        conflict("café.txt", "here", "there");
        List<Conflict> conflicts = sync(a).conflicts();
        assertThat(conflicts).hasSize(1);
        Conflict conflict = conflicts.get(0);
        assertThat(conflict.id()).isEqualTo("café.txt");
        assertThat(conflict.kind()).isEqualTo(Kind.BOTH_MODIFIED);
        assertThat(conflict.isBinary()).isFalse();
        assertThat(content(Side.BASE)).isEqualTo("base");
        assertThat(content(Side.LOCAL)).isEqualTo("here");
        assertThat(content(Side.REMOTE)).isEqualTo("there");
        assertThat(a.readText("café.txt")).isEqualTo("here");
    }

    private String content(Side side) throws IOException {
        try (InputStream in = sync(a).openConflict("café.txt", side)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whileAConflictStandsOtherPathsAreWrittenAndCommittedAfterwards() throws IOException {
        both("x", "base");
        conflict("x", "here", "there");
        ConflictException refused =
                catchThrowableOfType(ConflictException.class, () -> sync(a).push());
        assertThat(refused.conflicts()).containsExactly("x");
        assertThatThrownBy(() -> sync(a).pull()).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> a.update("x", Content.of("no")))
                .isInstanceOf(ConflictException.class).hasMessageContaining("resolve");
        assertThatThrownBy(() -> a.delete("x")).isInstanceOf(ConflictException.class);
        a.create("other", Content.of("other"));
        sync(a).acceptRemote("x");
        assertThat(sync(a).conflicts()).isEmpty();
        assertThat(a.readText("x")).isEqualTo("there");
        sync(a).push();
        sync(b).pull();
        assertThat(b.readText("other")).isEqualTo("other");
        assertThat(b.readText("x")).isEqualTo("there");
        assertThat(clean("a")).isEmpty();
    }

    @Test
    void acceptingWhatIsHereOrAThirdContentEndsAConflictToo() throws IOException {
        conflictsOnXAndY();
        sync(a).acceptLocal("x");
        assertThat(sync(a).conflicts()).extracting(Conflict::id).containsExactly("y");
        sync(a).resolve("y", Content.of("y of both"));
        assertThat(sync(a).conflicts()).isEmpty();
        sync(a).push();
        sync(b).pull();
        assertThat(b.readText("x")).isEqualTo("x here");
        assertThat(b.readText("y")).isEqualTo("y of both");
        assertThat(clean("a")).isEmpty();
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void aDeletionIsAcceptedToo() throws IOException {
        both("x", "base");
        both("y", "base");
        b.delete("x");
        b.write("y", Content.of("y there"));
        sync(b).push();
        a.write("x", Content.of("x here"));
        a.delete("y");
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
        assertThat(sync(a).conflicts()).extracting(Conflict::kind)
                .containsExactly(Kind.DELETED_THERE, Kind.DELETED_HERE);
        sync(a).acceptRemote("x");
        sync(a).acceptLocal("y");
        assertThat(a.glob("**")).isEmpty();
        sync(a).push();
        sync(b).pull();
        assertThat(b.glob("**")).isEmpty();
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void conflictsSurviveARestart() throws IOException {
        conflictsOnXAndY();
        sync(a).acceptRemote("x");
        a.close();
        a = folders.open("a");
        assertThat(sync(a).conflicts()).extracting(Conflict::id).containsExactly("y");
        sync(a).acceptRemote("y");
        assertThat(a.readText("x")).isEqualTo("x there");
        assertThat(a.readText("y")).isEqualTo("y there");
    }

    @Test
    void aMergeThatWasInterruptedAfterTheLastResolutionIsFinishedByTheNextPush() throws IOException {
        both("x", "base");
        conflict("x", "here", "there");
        GitRoot dying = new Opening(config("a")).open(JGitRemote.of(config("a").access()));
        dying.merge().resolve(dying.merge().view().orElseThrow().open().get(0).path(), Optional.empty());
        dying.close();
        sync(a).push();
        assertThat(a.glob("**")).isEmpty();
        sync(b).pull();
        assertThat(b.glob("**")).isEmpty();
    }

    private GitConfig config(String name) {
        BackendUri uri = BackendUri.parse(folders.uri(name));
        return GitConfig.of(uri, Parameters.of(GitConfig.PARAMETERS, uri));
    }

    @Test
    void anAbortedMergeLeavesAllAsItWasAndKeepsWhatWasWrittenMeanwhile() throws IOException {
        both("x", "base");
        conflict("x", "here", "there");
        a.create("meanwhile", Content.of("m"));
        sync(a).abort();
        assertThat(sync(a).conflicts()).isEmpty();
        assertThat(a.readText("x")).isEqualTo("here");
        assertThat(a.readText("meanwhile")).isEqualTo("m");
        assertThat(clean("a")).isEmpty();
        assertThatThrownBy(() -> sync(a).pull()).isInstanceOf(ConflictException.class);
    }

    @Test
    void aFileThatWasMovedThereAndChangedHereIsChangedWhereItWent() {
        both("old/name", "line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n");
        b.move("old/name", "new/name");
        sync(b).push();
        a.write("old/name", Content.of("line 1\nline 2\nline 3\nline 4\nline 5\nline 6 changed\n"));
        sync(a).sync();
        assertThat(a.glob("**")).containsExactly("new/name");
        assertThat(a.readText("new/name")).endsWith("line 6 changed\n");
    }

    @Test
    void aConflictWithAMovedFileTellsWhereItWent() {
        both("old", "line 1\nline 2\nline 3\nline 4\nline 5\nline 6\n");
        b.move("old", "new");
        b.write("new", Content.of("line 1\nline 2\nline 3\nline 4\nline 5\nline 6 there\n"));
        sync(b).push();
        a.write("old", Content.of("line 1\nline 2\nline 3\nline 4\nline 5\nline 6 here\n"));
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
        Conflict conflict = sync(a).conflicts().get(0);
        assertThat(conflict.kind()).isEqualTo(Kind.DELETED_THERE);
        assertThat(conflict.local().orElseThrow().movedTo()).contains("new");
    }

    @Test
    void binariesAndFilesAddedOnBothSidesAreConflictsUnlessTheyAreEqual() {
        both("x", "base");
        b.create("same", Content.of("same"));
        b.create("bin", Content.of(new byte[] {0, 1, 2}));
        sync(b).push();
        a.create("same", Content.of("same"));
        a.create("bin", Content.of(new byte[] {0, 1, 3}));
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
        Conflict conflict = sync(a).conflicts().get(0);
        assertThat(sync(a).conflicts()).hasSize(1);
        assertThat(conflict.id()).isEqualTo("bin");
        assertThat(conflict.kind()).isEqualTo(Kind.BOTH_ADDED);
        assertThat(conflict.isBinary()).isTrue();
        assertThat(conflict.base()).isEmpty();
    }

    @Test
    void aFileHereAndADirectoryThereIsAConflictThatEitherWayEnds() throws IOException {
        both("x", "base");
        b.delete("x");
        b.create("x/inside", Content.of("there"));
        sync(b).push();
        a.write("x", Content.of("here"));
        assertThatThrownBy(() -> sync(a).sync()).isInstanceOf(ConflictException.class);
        assertThat(sync(a).conflicts()).extracting(Conflict::kind).containsExactly(Kind.DIFFERENT_TYPES);
        sync(a).acceptRemote("x");
        assertThat(a.readText("x/inside")).isEqualTo("there");
        sync(a).push();
        assertThat(clean("a")).isEmpty();
        a.delete("x", DeleteOption.RECURSIVE);
        a.create("x", Content.of("a file again"));
        sync(a).push();
        sync(b).pull();
        assertThat(b.readText("x")).isEqualTo("a file again");
        assertThat(clean("b")).isEmpty();
    }

    @Test
    void statusTellsHowThingsStand() {
        both("x", "0");
        b.create("b", Content.of("b"));
        sync(b).push();
        a.create("new", Content.of("n"));
        a.update("x", Content.of("1"));
        SyncStatus status = sync(a).status();
        assertThat(status.branch()).isEqualTo("main");
        assertThat(status.ahead()).isZero();
        assertThat(status.changes()).extracting(PathChange::kind, PathChange::path).containsExactly(
                org.assertj.core.groups.Tuple.tuple(PathChange.Kind.ADDED, "new"),
                org.assertj.core.groups.Tuple.tuple(PathChange.Kind.MODIFIED, "x"));
        assertThat(status.isInStep()).isFalse();
        sync(a).sync();
        assertThat(sync(a).status().isInStep()).isTrue();
    }

    @Test
    void aConflictThatIsNotThereCannotBeResolved() {
        both("x", "0");
        assertThatThrownBy(() -> sync(a).acceptLocal("x")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> sync(a).resolve("x", Content.of("y"))).isInstanceOf(NotFoundException.class);
        sync(a).abort();
    }

    @Test
    void timesAreThoseOfTheHistory() throws IOException {
        a.create("x", Content.of("0"));
        sync(a).push();
        String committed = folders.git("a", "log", "-1", "--format=%ct").strip();
        FileBackend late = folders.open("late");
        try (late) {
            FileInfo info = late.info("x");
            assertThat(info.modified().orElseThrow().getEpochSecond()).isEqualTo(Long.parseLong(committed));
            assertThat(info.modified().orElseThrow().getNano()).isZero();
            assertThat(info.created().orElseThrow().getEpochSecond()).isEqualTo(Long.parseLong(committed));
        }
    }
}
