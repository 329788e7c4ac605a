package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What opening a git vault makes, takes over and refuses. */
class GitOpeningTest {

    @TempDir Path top;

    private GitFolders folders;

    @BeforeEach
    void make() throws IOException {
        folders = new GitFolders(top);
    }

    private void fill() throws IOException {
        try (FileBackend first = folders.open("first")) {
            first.create("a.txt", Content.of("a\r\nb\n"));
            first.as(SyncFileBackend.class).orElseThrow().push("first");
            first.create("d/b.txt", Content.of("b"));
            first.as(SyncFileBackend.class).orElseThrow().push("second");
        }
    }

    private void refused(String name, String reason) {
        assertThatThrownBy(() -> folders.open(name)).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aDirectoryThatIsNotThereIsMadeAndFilled() throws IOException {
        fill();
        try (FileBackend backend = folders.open("deep/down")) {
            assertThat(backend.glob("**")).containsExactly("a.txt", "d/b.txt");
        }
        assertThat(folders.git("deep/down", "status", "--porcelain", "--branch")).isEqualTo("## main...origin/main\n");
        assertThat(folders.git("deep/down", "config", "remote.origin.url").strip())
                .isEqualTo("file://" + folders.remote());
    }

    @Test
    void itIsOpenedAgainWithWhatIsNotCommittedInIt() throws IOException {
        fill();
        try (FileBackend backend = folders.open("again")) {
            backend.create("c", Content.of("c"));
        }
        try (FileBackend backend = folders.open("again")) {
            assertThat(backend.readText("c")).isEqualTo("c");
            backend.as(SyncFileBackend.class).orElseThrow().push();
        }
        assertThat(folders.git("again", "ls-tree", "-r", "--name-only", "origin/main")).contains("c\n");
    }

    @Test
    void aCleanCloneOfTheSameRemoteIsTakenOver() throws IOException {
        fill();
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "mine");
        try (FileBackend backend = folders.open("mine")) {
            backend.create("c", Content.of("c"));
            backend.as(SyncFileBackend.class).orElseThrow().push();
            assertThat(backend.info("a.txt").created()).isPresent();
        }
        assertThat(folders.git("mine", "status", "--porcelain")).isEmpty();
    }

    @Test
    void whatIsSomethingElseIsRefusedWithAReason() throws IOException {
        fill();
        Files.createDirectories(folders.folder("files"));
        Files.writeString(folders.folder("files").resolve("x"), "x");
        refused("files", "no git repository");
        GitFolders.gitIn(top, "init", "-q", "-b", "main", "alone");
        refused("alone", "without a remote");
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "otherremote");
        folders.git("otherremote", "remote", "set-url", "origin", "https://example.com/else.git");
        refused("otherremote", "another repository, https://example.com/else.git");
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "dirty");
        Files.writeString(folders.folder("dirty").resolve("a.txt"), "changed");
        refused("dirty", "not committed: a.txt");
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "branched");
        folders.git("branched", "switch", "-q", "-c", "other");
        refused("branched", "on other");
    }

    @Test
    void filesThatGitHasConvertedAreRefused() throws IOException {
        try (FileBackend first = folders.open("first")) {
            first.create("unix.txt", Content.of("a\nb\n"));
            first.as(SyncFileBackend.class).orElseThrow().push();
        }
        GitFolders.gitIn(top, "-c", "core.autocrlf=true", "clone", "-q", "--config", "core.autocrlf=true",
                folders.remote().toString(), "converted");
        refused("converted", "converted");
    }

    @Test
    void bytesAreExactWhateverTheAttributesSay() throws IOException {
        byte[] mixed = "a\r\nb\nc\r\n$Id$\n".getBytes(StandardCharsets.UTF_8);
        try (FileBackend first = folders.open("first")) {
            first.create(".gitattributes",
                    Content.of("* text=auto eol=crlf ident\n*.txt filter=lfs working-tree-encoding=UTF-16\n"));
            first.create("x.txt", Content.of(mixed));
            first.as(SyncFileBackend.class).orElseThrow().push();
        }
        try (FileBackend second = folders.open("second")) {
            assertThat(second.read("x.txt")).isEqualTo(mixed);
        }
        assertThat(folders.git("first", "status", "--porcelain")).isEmpty();
        assertThat(folders.git("second", "status", "--porcelain")).isEmpty();
        Files.setLastModifiedTime(folders.folder("second").resolve("x.txt"),
                FileTime.fromMillis(1));
        assertThat(folders.git("second", "status", "--porcelain")).isEmpty();
    }

    @Test
    void aBranchThatTheRemoteLacksStartsWhereItsDefaultBranchIs() throws IOException {
        fill();
        try (FileBackend backend = folders.open("work", "branch=feature/x")) {
            assertThat(backend.readText("d/b.txt")).isEqualTo("b");
            backend.create("f", Content.of("f"));
            backend.as(SyncFileBackend.class).orElseThrow().push();
        }
        assertThat(GitFolders.gitIn(folders.remote(), "log", "--format=%s", "feature/x").lines())
                .containsExactly("Sync changes", "second", "first");
        refused("work", "on feature/x");
    }

    @Test
    void aShallowCloneKnowsOnlyTheLastCommitsAndWorks() throws IOException {
        fill();
        try (FileBackend backend = folders.open("shallow", "depth=1")) {
            Versioned versions = backend.as(Versioned.class).orElseThrow();
            assertThat(versions.history("")).extracting(Revision::summary).containsExactly("second");
            assertThat(backend.info("a.txt").created()).isEmpty();
            assertThat(backend.as(SyncFileBackend.class).orElseThrow().status().notes())
                    .anyMatch(note -> note.contains("shallow"));
            backend.create("c", Content.of("c"));
            backend.as(SyncFileBackend.class).orElseThrow().push();
        }
        assertThat(GitFolders.gitIn(folders.remote(), "log", "--format=%s", "main").lines())
                .containsExactly("Sync changes", "second", "first");
    }

    @Test
    void anOpeningThatWasInterruptedIsGoneOnWith() throws IOException {
        fill();
        Files.move(folders.remote(), top.resolve("away"));
        assertThatThrownBy(() -> folders.open("work")).isInstanceOf(BackendUnavailableException.class);
        Files.move(top.resolve("away"), folders.remote());
        Files.writeString(folders.folder("work").resolve("a.txt"), "by a person, meanwhile");
        try (FileBackend backend = folders.open("work")) {
            assertThat(backend.readText("a.txt")).isEqualTo("by a person, meanwhile");
            assertThat(backend.readText("d/b.txt")).isEqualTo("b");
        }
    }

    @Test
    void whileSomebodyHasASessionOthersOpenAndReadWithoutWaiting() throws IOException {
        fill();
        try (FileBackend backend = folders.open("first");
                Session session = backend.openSession(Duration.ZERO);
                FileBackend other = folders.open("first")) {
            session.update("d/b.txt", Content.of("changed"));
            FutureTask<String> reading = new FutureTask<>(() -> other.readText("d/b.txt"));
            new Thread(reading).start();
            assertThat(reading).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("b");
        }
    }

    @Test
    void gitsOwnFilesAndOursAreInvisibleAndRefused() throws IOException {
        fill();
        try (FileBackend backend = folders.open("work")) {
            assertThat(backend.glob("**", GlobOption.INCLUDE_DIRECTORIES))
                    .containsExactly("a.txt", "d", "d/b.txt");
            assertThatThrownBy(() -> backend.read(".git/config")).hasMessageContaining("reserved");
            assertThatThrownBy(() -> backend.create("d/.GIT/hooks/x", Content.of("x")))
                    .hasMessageContaining("reserved");
        }
    }
}
