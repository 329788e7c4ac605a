package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Processes that take the steps of the {@link Script} are killed at random moments. */
class KillTest {

    private static final int CYCLES = Roots.LONG ? 200 : 4;
    private static final long SEEN_AFTER = TimeUnit.MILLISECONDS.toNanos(1500);

    @TempDir Path root;

    /** Lets a process take steps for a moment; the number of those that it has acknowledged. */
    private int killAfterSomeSteps(int from) throws Exception {
        try (ChildJvm child = ChildJvm.start(ScriptJvm.class, "on", root, Durability.PROCESS, from)) {
            int acknowledged = Integer.parseInt(child.answer());
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(150_000));
            child.kill();
            List<String> more = child.finish().stream().filter(line -> line.matches(">[0-9]+")).toList();
            return more.isEmpty() ? acknowledged : Integer.parseInt(more.get(more.size() - 1).substring(1));
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAndNoSessionIsHalfThere(TestReporter reporter) throws Exception {
        Script.layOut(root, 0);
        int steps = 0;
        int interrupted = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            int acknowledged = killAfterSomeSteps(steps);
            interrupted += Files.exists(root.resolve(".f9/journal")) ? 1 : 0;
            Roots.backend(root).close();
            assertThat(Roots.leftovers(root)).isEmpty();
            steps = Script.reached(root, acknowledged);
        }
        reporter.publishEntry("kills and steps", CYCLES + " kills, " + steps + " steps, " + interrupted
                + " commits found unfinished");
    }

    @Test
    void whoHasTheRootOpenFinishesTheCommitOfADeadProcess() throws Exception {
        Script.layOut(root, 0);
        int steps = 0;
        try (FileBackend backend = Roots.backend(root)) {
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                int acknowledged = killAfterSomeSteps(steps);
                if (cycle % 2 == 0) {
                    backend.write("probe", Content.of("x"));
                    backend.delete("probe");
                } else {
                    readUntilFinished(backend);
                }
                assertThat(root.resolve(".f9/journal")).doesNotExist();
                steps = Script.reached(root, acknowledged);
            }
        }
        Roots.backend(root).close();
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    private void readUntilFinished(FileBackend backend) throws Exception {
        long end = System.nanoTime() + SEEN_AFTER;
        while (Files.exists(root.resolve(".f9/journal")) && System.nanoTime() < end) {
            backend.exists("s/updated");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
