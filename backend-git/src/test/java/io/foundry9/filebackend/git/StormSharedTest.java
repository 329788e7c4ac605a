package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two processes, and two stores in a third one, have the same work tree open, and publish each write. */
class StormSharedTest {

    private static final int STEPS = CrashTrees.LONG ? 400 : 12;
    private static final String[] AUTO = {"auto_push=true", "auto_pull=true", "pull_interval=200ms"};

    @TempDir Path top;

    private GitFolders folders;

    private Void writeHere(String writer, int seed) throws Exception {
        try (FileBackend vault = folders.open("vault", AUTO)) {
            StormSteps steps = new StormSteps(writer, seed);
            while (steps.taken() < STEPS) {
                steps.take(vault);
                vault.exists(writer);
            }
        }
        return null;
    }

    private Void writeThere(String writer, int seed) throws Exception {
        Path log = top.resolve(writer + ".log");
        try (CrashJvm child = CrashJvm.start(StormJvm.class, folders.uri("vault", AUTO), folders.folder("vault"), writer,
                seed, 0, log, STEPS)) {
            assertThat(child.finish()).isEmpty();
        }
        assertThat(Files.readAllLines(log)).last().asString().isEqualTo("" + STEPS);
        return null;
    }

    @Test
    void allCanWriteAtTheSameTime(TestReporter reporter) throws Exception {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        List<String> writers = List.of("a", "b", "c", "d");
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < writers.size(); i++) {
                String writer = writers.get(i);
                int seed = i;
                all.add(threads.submit(() -> seed % 2 == 0 ? writeHere(writer, seed) : writeThere(writer, seed)));
            }
            for (Future<Void> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertPublished(writers, reporter);
    }

    private void assertPublished(List<String> writers, TestReporter reporter) throws Exception {
        try (FileBackend vault = folders.open("vault")) {
            assertThat(vault.as(SyncFileBackend.class).orElseThrow().status().isInStep()).isTrue();
            CrashTrees.awaitFollowed(folders, "vault");
        }
        StormHistory history = new StormHistory();
        TreeMap<String, String> expected = new TreeMap<>();
        for (int i = 0; i < writers.size(); i++) {
            history.note(writers.get(i), i, STEPS);
            expected.putAll(StormSteps.after(STEPS, writers.get(i), i).files());
        }
        CrashTrees.assertInStep(folders, "vault");
        assertThat(CrashTrees.files(folders.folder("vault"), "")).containsExactlyInAnyOrderEntriesOf(expected);
        reporter.publishEntry("shared storm", writers.size() * STEPS + " steps, "
                + history.check(folders.remote(), "main") + " commits");
    }
}
