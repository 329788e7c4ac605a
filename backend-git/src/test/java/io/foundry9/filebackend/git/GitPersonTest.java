package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person works in the same work tree, with an editor and with git. */
class GitPersonTest {

    private static final Duration SOON = Duration.ofSeconds(5);

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
        backend.create("b", Content.of("b"));
        sync.push("first");
    }

    @AfterEach
    void close() throws IOException {
        backend.close();
        assertThat(folders.git("work", "fsck", "--strict")).doesNotContain("error", "missing");
    }

    private Path file(String name) {
        return folders.folder("work").resolve(name);
    }

    private void session(String path, String text) {
        backend.inSession(SOON, session -> session.write(path, Content.of(text)));
    }

    private String status() throws IOException {
        return folders.git("work", "status", "--porcelain");
    }

    private void awaitCleanStatus() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && !status().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(status()).isEmpty();
    }

    @Test
    void whatAnEditorHasChangedIsFoundAndCommittedByThePush() throws IOException {
        Files.writeString(file("a"), "edited");
        Files.delete(file("b"));
        Files.writeString(file("new"), "new");
        Files.createDirectories(file("build"));
        Files.writeString(file("build/out.o"), "ignored");
        Files.writeString(file(".gitignore"), "build/\n*.swp\n");
        assertThat(sync.status().changes()).extracting(PathChange::path)
                .containsExactly(".gitignore", "a", "b", "new");
        sync.push("edited");
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines())
                .containsExactly(".gitignore", "a", "new");
        assertThat(status()).isEmpty();
    }

    @Test
    void whatIsWrittenThroughTheVaultIsCommittedAlsoIfItIsIgnored() throws IOException {
        Files.writeString(file(".gitignore"), "*.log\n");
        backend.create("today.log", Content.of("l"));
        sync.push("log");
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main")).contains("today.log");
    }

    @Test
    void afterASessionGitSeesACleanWorkTreeWithinAMoment() throws Exception {
        session("a", "changed");
        awaitCleanStatus();
        assertThat(folders.git("work", "log", "-1", "--format=%s")).isEqualTo("Batch sync changes (1 file)\n");
        assertThat(Files.exists(folders.folder("work").resolve(".git/refs/f9/main"))).isFalse();
    }

    @Test
    void aPersonsCommitAMomentAfterOursKeepsBoth() throws Exception {
        String lock = "work/.git/index.lock";
        Files.createFile(top.resolve(lock)); // so that the index cannot follow for now
        session("a", "ours");
        session("ours-too", "ours");
        Files.delete(top.resolve(lock));
        Files.writeString(file("person"), "person");
        folders.git("work", "add", "person");
        folders.git("work", "commit", "-q", "-m", "by a person");
        session("after", "after");
        sync.push("rest");
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines())
                .containsExactly("a", "after", "b", "ours-too", "person");
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:a")).isEqualTo("ours");
        assertThat(status()).isEmpty();
    }

    @Test
    void aPersonsCommitOfTheSameFileKeepsWhatTheWorkTreeHas() throws Exception {
        String lock = "work/.git/index.lock";
        Files.createFile(top.resolve(lock));
        session("a", "ours");
        Files.delete(top.resolve(lock));
        Files.writeString(file("a"), "by a person, later");
        folders.git("work", "commit", "-q", "-a", "-m", "by a person");
        session("after", "after");
        sync.push("rest");
        assertThat(backend.readText("a")).isEqualTo("by a person, later");
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:a")).isEqualTo("by a person, later");
        assertThat(GitFolders.gitIn(folders.remote(), "log", "--format=%s", "main")).contains("by a person",
                "Batch sync changes");
        assertThat(status()).isEmpty();
    }

    @Test
    void whatAPersonHasStagedStaysStaged() throws Exception {
        Files.writeString(file("b"), "staged");
        folders.git("work", "add", "b");
        session("a", "ours");
        for (int i = 0; i < 100 && Files.exists(file(".git/refs/f9/main")); i++) {
            Thread.sleep(20);
        }
        assertThat(status()).isEqualTo("M  b\n");
        folders.git("work", "commit", "-q", "-m", "staged");
        sync.push();
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:b")).isEqualTo("staged");
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:a")).isEqualTo("ours");
    }

    @Test
    void aPersonsPullAndResetAreFollowed() throws Exception {
        try (FileBackend other = folders.open("other")) {
            other.create("theirs", Content.of("t"));
            other.as(SyncFileBackend.class).orElseThrow().push("theirs");
        }
        folders.git("work", "pull", "-q");
        assertThat(backend.readText("theirs")).isEqualTo("t");
        session("a", "on top");
        sync.push();
        awaitCleanStatus();
        folders.git("work", "reset", "-q", "--hard", "HEAD~1");
        assertThat(sync.status().behind()).isEqualTo(1);
        assertThat(sync.pull().received()).isEqualTo(1);
        assertThat(backend.readText("a")).isEqualTo("on top");
    }

    @Test
    void namesThatAreNoPathsHereStayInGitAndTravel() throws Exception {
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "person");
        Files.writeString(folders.folder("person").resolve("back\\slash"), "x");
        Files.writeString(folders.folder("person").resolve("tab\there"), "x");
        folders.git("person", "add", "-A");
        folders.git("person", "commit", "-q", "-m", "odd names");
        folders.git("person", "push", "-q");
        sync.pull();
        assertThat(backend.glob("**")).containsExactly("a", "b");
        assertThat(status()).isEmpty();
        assertThat(sync.status().notes()).anyMatch(note -> note.contains("\"back\\\\slash\""));
        backend.update("a", Content.of("a2"));
        sync.push();
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines()).hasSize(4);
    }

    @Test
    void aConflictOnANameThatIsNoPathHasAnId() throws Exception {
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "person");
        Path odd = folders.folder("person").resolve("odd\\name");
        Files.writeString(odd, "base");
        folders.git("person", "add", "-A");
        folders.git("person", "commit", "-q", "-m", "base");
        folders.git("person", "push", "-q");
        sync.pull();
        folders.git("work", "update-index", "--no-assume-unchanged", "odd\\name");
        Files.writeString(file("odd\\name"), "here");
        Files.writeString(odd, "there");
        folders.git("person", "commit", "-q", "-a", "-m", "there");
        folders.git("person", "push", "-q");
        assertThatThrownBy(sync::sync).hasMessageContaining("id:");
        String id = sync.conflicts().get(0).id();
        assertThat(id).matches("id:[0-9a-f]{12}");
        sync.acceptRemote(id);
        sync.push();
        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:odd\\name")).isEqualTo("there");
    }

    @Test
    void submodulesAndPointersOfLfsAreToldOfAndLeftAsTheyAre() throws Exception {
        GitFolders.gitIn(top, "clone", "-q", folders.remote().toString(), "person");
        folders.git("person", "-c", "protocol.file.allow=always", "submodule", "add", "-q",
                folders.remote().toString(), "libs/sub");
        Files.writeString(folders.folder("person").resolve("big.bin"), "version https://git-lfs.github.com/spec/v1\n"
                + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
        folders.git("person", "add", "-A");
        Files.writeString(folders.folder("person").resolve(".gitattributes"), "*.bin filter=lfs -text\n");
        folders.git("person", "add", ".gitattributes");
        folders.git("person", "commit", "-q", "-m", "sub");
        folders.git("person", "push", "-q");
        sync.pull();
        assertThat(sync.status().notes()).anyMatch(note -> note.contains("libs/sub"))
                .anyMatch(note -> note.contains("big.bin"));
        assertThat(backend.info("libs/sub").isDirectory()).isTrue();
        assertThatThrownBy(() -> backend.create("libs/sub/x", Content.of("x")))
                .isInstanceOf(InvalidOperationException.class).hasMessageContaining("submodule");
        assertThatThrownBy(() -> backend.delete("libs", io.foundry9.filebackend.DeleteOption.RECURSIVE))
                .isInstanceOf(InvalidOperationException.class);
        backend.create("libs/mine", Content.of("m"));
        sync.push();
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "main", "libs/")).contains("160000 commit");
        assertThat(status()).isEmpty();
    }

    /** Who may write in .git could otherwise have a program run by whoever pushes. */
    @Test
    void noHookAndNoProgramThatTheConfigurationNamesIsRun() throws IOException {
        Path ran = top.resolve("ran");
        Path hooks = Files.createDirectories(file(".git/hooks"));
        for (String name : List.of("pre-push", "pre-commit", "post-commit", "post-checkout", "post-merge",
                "reference-transaction")) {
            Path hook =
                    Files.writeString(hooks.resolve(name), "#!/bin/sh\necho " + name + " >> '" + ran + "'\nexit 1\n");
            assertThat(hook.toFile().setExecutable(true)).isTrue();
        }
        folders.git("work", "config", "remote.origin.uploadpack", "touch '" + ran + "'; git-upload-pack");
        folders.git("work", "config", "remote.origin.receivepack", "touch '" + ran + "'; git-receive-pack");
        folders.git("work", "config", "filter.evil.clean", "touch '" + ran + "'; cat");
        Files.writeString(file(".gitattributes"), "* filter=evil\n");
        backend.create("pushed", Content.of("pushed"));

        sync.sync();

        assertThat(GitFolders.gitIn(folders.remote(), "show", "main:pushed")).isEqualTo("pushed");
        assertThat(ran).doesNotExist();
    }

    @Test
    void aRepositoryInsideTheWorkTreeIsLeftAlone() throws Exception {
        GitFolders.gitIn(folders.folder("work"), "init", "-q", "inner");
        Files.writeString(file("inner/x"), "x");
        backend.create("c", Content.of("c"));
        sync.push("c");
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "-r", "--name-only", "main").lines())
                .containsExactly("a", "b", "c");
    }
}
