package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A person edits in the work tree and commits with git, while the vault writes and publishes each write. */
class StormPersonTest {

    private static final int COMMITS = CrashTrees.LONG ? 400 : 12;

    @TempDir Path top;

    private final TreeMap<String, String> persons = new TreeMap<>();
    private final StormHistory history = new StormHistory();
    private GitFolders folders;
    private Path folder;
    private FileBackend vault;

    @BeforeEach
    void open() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        folder = folders.folder("vault");
        vault = folders.open("vault", "auto_push=true");
        vault.create("first", Content.of("first"));
        history.add("first", "first");
    }

    @AfterEach
    void close() {
        vault.close();
    }

    private static SyncFileBackend sync(FileBackend vault) {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    private int write(AtomicBoolean ends) {
        StormSteps steps = new StormSteps("vault", 7);
        while (!ends.get() || steps.taken() < COMMITS) {
            steps.take(vault);
        }
        return steps.taken();
    }

    /** As git is used: where it says that another git is at work, the person tries again. */
    private void commit(int number) throws Exception {
        String path = "person/p" + number % 5;
        String text = "edit " + number + " by hand\n";
        Files.createDirectories(folder.resolve("person"));
        Files.writeString(folder.resolve(path), text);
        persons.put(path, text);
        history.add(path, text);
        CrashTrees.await("the commit of edit " + number, () -> {
            try {
                folders.git("vault", "add", path);
                if (number % 3 == 0) {
                    folders.git("vault", "commit", "-m", "edit " + number);
                } else if (number % 3 == 1) {
                    folders.git("vault", "commit", "-m", "edit " + number, "--only", path);
                } else {
                    folders.git("vault", "commit", "-m", "edit " + number, "-a");
                }
                return true;
            } catch (IOException e) {
                assertThat(e).hasMessageFindingMatch("index\\.lock|cannot lock ref|nothing to commit|no changes added");
                return folders.git("vault", "log", "--format=%s", "-30", "main").contains("edit " + number);
            }
        });
    }

    @Test
    void whatBothCommitIsInTheHistory(TestReporter reporter) throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        int steps;
        try {
            Future<Integer> writes = thread.submit(() -> write(ends));
            for (int number = 0; number < COMMITS; number++) {
                commit(number);
            }
            ends.set(true);
            steps = writes.get();
        } finally {
            ends.set(true);
            thread.shutdownNow();
        }
        sync(vault).sync();
        CrashTrees.assertInStep(folders, "vault");
        history.note("vault", 7, steps, Set.of());
        Map<String, String> expected = new TreeMap<>(StormSteps.after(steps, "vault", 7).files());
        expected.putAll(persons);
        expected.put("first", "first");
        assertThat(CrashTrees.files(folder, "")).containsExactlyInAnyOrderEntriesOf(expected);
        int commits = history.check(folders.remote(), "main");
        reporter.publishEntry("storm with a person", COMMITS + " commits by hand, " + steps + " steps, " + commits
                + " commits in all");
    }

    @Test
    void whileGitHasTheIndexWritesGoOnAndItFollowsLater() throws Exception {
        CrashTrees.awaitFollowed(folders, "vault");
        Path lock = Files.createFile(folder.resolve(".git/index.lock"));
        for (int i = 0; i < 5; i++) {
            vault.write("w" + i, Content.of("w" + i));
        }
        Thread.sleep(CrashTrees.LONG ? 10_000 : 1_500); // longer than the follower waits
        assertThat(lock).exists();
        vault.write("last", Content.of("last"));
        assertThat(folders.git("vault", "for-each-ref", "refs/f9")).isNotEmpty();
        assertThat(GitFolders.gitIn(folders.remote(), "ls-tree", "--name-only", "main").lines())
                .containsExactly("first", "last", "w0", "w1", "w2", "w3", "w4");
        Files.delete(lock);
        CrashTrees.awaitFollowed(folders, "vault");
        CrashTrees.assertInStep(folders, "vault");
    }
}
