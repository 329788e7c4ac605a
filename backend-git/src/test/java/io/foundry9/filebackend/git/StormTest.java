package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two vaults on one remote publish each write, while the processes that have them open are killed at any moment. */
class StormTest {

    private static final int KILLS_OF_EACH = CrashTrees.LONG ? 150 : 5;
    private static final int LONGEST_MILLIS = CrashTrees.LONG ? 2000 : 800;
    private static final long SEED = 20_261_126;
    private static final String[] AUTO = {"auto_push=true", "auto_pull=true", "pull_interval=200ms"};

    @TempDir Path top;

    private GitFolders folders;

    /** A vault in a process of its own, and how far it has come. */
    private final class Writer {
        private final String name;
        private final long seed;
        private final Random random;
        private final Path log;
        private int acknowledged;

        Writer(String name, long seed) {
            this.name = name;
            this.seed = seed;
            this.random = new Random(seed);
            this.log = top.resolve(name + ".log");
        }

        /** Lets it write again and again, and kills it each time. */
        Void storm() throws Exception {
            for (int kill = 0; kill < KILLS_OF_EACH; kill++) {
                try (CrashJvm child =
                        CrashJvm.start(StormJvm.class, folders.uri(name, AUTO), folders.folder(name), name,
                                seed, acknowledged, log)) {
                    boolean isWorking = random.nextInt(4) > 0;
                    if (isWorking) {
                        CrashTrees.await("the first step of " + name, () -> said().size() > 1 || !child.isAlive());
                    }
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
                    child.kill();
                }
                take();
            }
            return null;
        }

        private List<String> said() throws IOException {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        }

        private void take() throws IOException {
            List<String> said = said();
            assertThat(said).as("the log of " + name).noneMatch(line -> line.startsWith("failed"));
            if (!said.isEmpty()) {
                String last = said.get(said.size() - 1);
                acknowledged = Integer.parseInt(last.replace("at ", ""));
                Files.delete(log);
            }
        }

        /** What the remote has of it is what was acknowledged, or what was under way as well. */
        void assertPublished() throws IOException {
            Map<String, String> there = CrashTrees.files(folders.folder(name), name);
            StormSteps steps = StormSteps.after(acknowledged, name, seed);
            if (!there.equals(steps.files())) {
                steps.skip();
                assertThat(there).containsExactlyInAnyOrderEntriesOf(steps.files());
                acknowledged++;
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAndAtTheRemoteAndNothingWasUndone(TestReporter reporter) throws Exception {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        List<Writer> writers = List.of(new Writer("a", SEED), new Writer("b", SEED + 1));
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Future<Void>> storms = new ArrayList<>();
            writers.forEach(writer -> storms.add(threads.submit(writer::storm)));
            for (Future<Void> storm : storms) {
                storm.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Thread.sleep(3000);
        syncAll(writers);
        StormHistory history = new StormHistory();
        int steps = 0;
        TreeMap<String, String> expected = new TreeMap<>();
        for (Writer writer : writers) {
            writer.assertPublished();
            history.note(writer.name, writer.seed, writer.acknowledged);
            expected.putAll(StormSteps.after(writer.acknowledged, writer.name, writer.seed).files());
            steps += writer.acknowledged;
        }
        CrashTrees.assertInStep(folders, "a", "b");
        assertThat(CrashTrees.files(folders.folder("a"), "")).containsExactlyInAnyOrderEntriesOf(expected);
        int commits = history.check(folders.remote(), "main");
        reporter.publishEntry("storm", 2 * KILLS_OF_EACH + " kills, " + steps + " steps acknowledged, " + commits
                + " commits");
    }

    private void syncAll(List<Writer> writers) throws Exception {
        for (Writer writer : List.of(writers.get(0), writers.get(1), writers.get(0))) {
            try (FileBackend vault = folders.open(writer.name)) {
                SyncFileBackend sync = vault.as(SyncFileBackend.class).orElseThrow();
                sync.sync();
                assertThat(sync.conflicts()).isEmpty();
                assertThat(sync.status().isInStep()).isTrue();
                CrashTrees.awaitFollowed(folders, writer.name);
            }
        }
    }
}
