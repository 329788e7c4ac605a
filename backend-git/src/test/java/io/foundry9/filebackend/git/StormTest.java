package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Vaults on one remote publish each write, while the processes that have them open are killed at any moment. */
class StormTest {

    private static final int KILLS_OF_EACH = CrashTrees.LONG ? 150 : 4;
    private static final int KILLS_IN_ONE_TREE = CrashTrees.LONG ? 60 : 2;
    private static final int STEPS = 12;
    private static final long SEED = 20_261_126;
    private static final String[] AUTO = {"auto_push=true", "auto_pull=true", "pull_interval=200ms"};

    @TempDir Path top;

    private GitFolders folders;

    @BeforeEach
    void layOut() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
    }

    private static void runAll(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<Void>> running = tasks.stream().map(threads::submit).toList();
            for (Future<Void> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAndAtTheRemoteAndNothingWasUndone(TestReporter reporter) throws Exception {
        List<StormWriter> writers = List.of(new StormWriter(folders, "a", "a", SEED),
                new StormWriter(folders, "b", "b", SEED + 1));
        runAll(List.of(() -> writers.get(0).storm(KILLS_OF_EACH, AUTO),
                () -> writers.get(1).storm(KILLS_OF_EACH, AUTO)));
        syncAll("a", "b", "a");
        reporter.publishEntry("storm", 2 * KILLS_OF_EACH + " kills, " + check(new StormHistory(), writers));
    }

    @Test
    void inOneWorkTreeAllCanWriteAtTheSameTimeAndKilledOnesDoNotDisturbTheOthers(TestReporter reporter)
            throws Exception {
        List<StormWriter> writers = List.of(new StormWriter(folders, "vault", "a", SEED + 2),
                new StormWriter(folders, "vault", "b", SEED + 3));
        List<StormSteps> here = List.of(new StormSteps("c", SEED + 4), new StormSteps("d", SEED + 5));
        CountDownLatch storms = new CountDownLatch(writers.size());
        List<Callable<Void>> tasks = new ArrayList<>();
        here.forEach(steps -> tasks.add(() -> writeUntil(storms, steps)));
        writers.forEach(writer -> tasks.add(() -> {
            try {
                return writer.storm(KILLS_IN_ONE_TREE, AUTO);
            } finally {
                storms.countDown();
            }
        }));
        runAll(tasks);
        syncAll("vault");
        StormHistory history = new StormHistory();
        int others = 0;
        for (StormSteps steps : here) {
            history.note(steps.writer(), steps.seed(), steps.taken(), Set.of());
            assertThat(CrashTrees.files(folders.folder("vault"), steps.writer()))
                    .containsExactlyInAnyOrderEntriesOf(steps.files());
            others += steps.taken();
        }
        reporter.publishEntry("storm in one work tree", 2 * KILLS_IN_ONE_TREE + " kills, " + check(history, writers)
                + ", among them " + others + " steps of those who were not killed");
    }

    private Void writeUntil(CountDownLatch storms, StormSteps steps) throws Exception {
        try (FileBackend vault = folders.open("vault", AUTO)) {
            while (storms.getCount() > 0 || steps.taken() < STEPS) {
                steps.take(vault);
                vault.exists(steps.writer());
            }
        }
        return null;
    }

    private void syncAll(String... names) throws Exception {
        for (String name : names) {
            try (FileBackend vault = folders.open(name)) {
                SyncFileBackend sync = vault.as(SyncFileBackend.class).orElseThrow();
                sync.sync();
                assertThat(sync.conflicts()).isEmpty();
                assertThat(sync.status().isInStep()).isTrue();
                CrashTrees.awaitFollowed(folders, name);
            }
        }
    }

    private String check(StormHistory history, List<StormWriter> writers) throws IOException {
        int steps = 0;
        TreeMap<String, String> expected = new TreeMap<>();
        for (StormWriter writer : writers) {
            writer.assertThere();
            expected.putAll(writer.note(history));
            steps += writer.acknowledged();
        }
        CrashTrees.assertInStep(folders, writers.stream().map(StormWriter::vault).distinct().toArray(String[]::new));
        assertThat(CrashTrees.files(folders.folder(writers.get(0).vault()), "")).containsAllEntriesOf(expected);
        return steps + " steps acknowledged, " + history.check(folders.remote(), "main") + " commits";
    }
}
