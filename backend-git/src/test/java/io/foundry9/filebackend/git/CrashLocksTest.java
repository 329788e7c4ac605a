package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process was killed while it had one of git's files locked; nobody has to take the lock away by hand. */
class CrashLocksTest {

    @TempDir Path top;

    private GitFolders folders;
    private Path git;

    @BeforeEach
    void layOut() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        git = folders.folder("vault").resolve(".git");
        try (FileBackend vault = folders.open("vault")) {
            vault.create("x", Content.of("x"));
            sync(vault).push();
        }
    }

    private static SyncFileBackend sync(FileBackend vault) {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    private static Path lock(Path repository, String name) throws IOException {
        Path lock = repository.resolve(name + ".lock");
        Files.createDirectories(lock.getParent());
        return Files.createFile(lock);
    }

    /** Something for each lock to be in the way of. */
    private void work() throws Exception {
        try (FileBackend other = folders.open("other")) {
            other.create("there", Content.of("t"));
            sync(other).push();
        }
        try (FileBackend vault = folders.open("vault")) {
            vault.create("here", Content.of("h"));
            sync(vault).sync();
            CrashTrees.awaitFollowed(folders, "vault");
        }
        try (FileBackend other = folders.open("other")) {
            sync(other).pull();
        }
        CrashTrees.assertInStep(folders, "vault", "other");
        assertThat(CrashTrees.files(folders.folder("other"), "")).containsOnlyKeys("x", "here", "there");
    }

    @Test
    void locksThatWereLeftOnGitsFilesGoAwayWhenTheVaultIsOpened() throws Exception {
        for (String name : List.of("config", "HEAD", "packed-refs", "refs/f9/main", "refs/heads/main",
                "refs/remotes/origin/main")) {
            lock(git, name);
        }
        work();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/f9/main", "refs/remotes/origin/main"})
    void aLockThatIsLeftOnARefWhileTheVaultIsOpenGoesAway(String name) throws Exception {
        assumeTrue(CrashTrees.LONG, "each waits for as long as a lock must stay to count as left");
        try (FileBackend vault = folders.open("vault")) {
            lock(git, name);
            vault.create("y", Content.of("y"));
            sync(vault).sync();
            CrashTrees.awaitFollowed(folders, "vault");
        }
        CrashTrees.assertInStep(folders, "vault");
    }

    @Test
    void aLockThatWasLeftInAFolderThatIsTheRemoteGoesAway() throws Exception {
        assumeTrue(CrashTrees.LONG, "each waits for as long as a lock must stay to count as left");
        lock(folders.remote(), "refs/heads/main");
        work();
    }

    @Test
    void aLockOnTheIndexThatAKilledProcessOfOursHasLeftGoesAway() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path mark = Files.writeString(git.resolve("f9/index-of-a-dead-one"), dead.pid() + " " + Instant.now());
        Path lock = lock(git, "index");
        FileTime before = FileTime.from(Instant.now().minusSeconds(10));
        Files.setLastModifiedTime(mark, before);
        Files.setLastModifiedTime(lock, before);
        work();
        assertThat(mark).doesNotExist();
    }

    @Test
    void aLockOnTheIndexThatAPersonHoldsStays() throws Exception {
        Path mark = git.resolve("f9/index-of-a-dead-one");
        Files.writeString(mark, "999999999 2026-01-01T00:00:00Z");
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(60)));
        Path lock = lock(git, "index");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(10)));
        try (FileBackend vault = folders.open("vault")) {
            vault.create("here", Content.of("h"));
            sync(vault).sync();
            assertThat(lock).exists();
            Files.delete(lock);
            CrashTrees.awaitFollowed(folders, "vault");
        }
        assertThat(mark).doesNotExist();
        CrashTrees.assertInStep(folders, "vault");
    }

    @Test
    void aCollectionOfGarbageThatWasKilledDoesNotPreventOthersForEver() throws Exception {
        Path lock = lock(git, "gc.log");
        folders.open("vault").close();
        assertThat(lock).exists();
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(13))));
        folders.open("vault").close();
        assertThat(lock).doesNotExist();
    }
}
