package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.FileBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed right before a system call of a commit: before the first, before the second, until the last. */
class KilledStepTest {

    private static final int MOST_CALLS = 2000;
    private static final String RENAMES = "rename,renameat,renameat2";
    private static final String CHANGES = RENAMES + ",link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,openat";

    @TempDir Path roots;

    @TempDir Path logs;

    private Path root;

    private int kills;
    private int backwards;

    @BeforeEach
    void requireStrace() {
        Strace.assume();
    }

    @Test
    void aCommitThatIsKilledBetweenAnyTwoOfItsStepsIsFinishedOrNeverWas(TestReporter reporter) throws Exception {
        killBeforeEach(RENAMES, Roots.LONG ? 1 : 6, "");
        if (Roots.LONG) {
            killBeforeEach(CHANGES, 3, "");
        }
        reporter.publishEntry("kills on the way forward", "" + kills);
    }

    /** The last rename of the commit fails, so all is taken back; what kills meanwhile are other calls between renames. */
    @Test
    void aCommitThatIsKilledWhileItIsTakenBackNeverWas(TestReporter reporter) throws Exception {
        killBeforeEach("openat,unlinkat,linkat,mkdir", Roots.LONG ? 1 : 13, "inject=" + RENAMES + ":error=EIO:when=20");
        assertThat(backwards).isPositive();
        reporter.publishEntry("kills on the way back", backwards + " of " + kills);
    }

    private void killBeforeEach(String calls, int stride, String failing) throws Exception {
        int step = Script.SESSION;
        root = Files.createTempDirectory(roots, "root");
        Script.layOut(root, step);
        for (int n = 1; n < MOST_CALLS; n += stride) {
            boolean alive = killBefore(calls, n, step, failing);
            boolean back = isBeingTakenBack();
            backwards += back ? 1 : 0;
            try (FileBackend backend = Roots.backend(root)) {
                int now = Script.reached(root, step);
                if (back) {
                    assertThat(now).isEqualTo(step);
                }
                if (alive) {
                    assertThat(now).isEqualTo(failing.isEmpty() ? step + 1 : step);
                    return;
                }
                step = goOn(backend, now);
            }
            assertThat(Roots.leftovers(root)).isEmpty();
            kills++;
        }
    }

    private static int goOn(FileBackend backend, int from) {
        int step = from;
        while (step % Script.ROUND != Script.SESSION) {
            Script.take(backend, step++);
        }
        return step;
    }

    private boolean isBeingTakenBack() throws Exception {
        Path journal = root.resolve(".f9/journal");
        if (!Files.exists(journal)) {
            return false;
        }
        try (var entries = Files.list(journal)) {
            return entries.anyMatch(entry -> entry.getFileName().toString().startsWith("back-"));
        }
    }

    /** Whether the process has survived, as it makes fewer calls. */
    private boolean killBefore(String calls, int n, int step, String failing) throws Exception {
        List<String> options = new ArrayList<>(List.of("-e", "trace=" + calls + "," + RENAMES, "-e",
                "inject=" + calls + ":signal=KILL:when=" + n));
        if (!failing.isEmpty()) {
            options.addAll(0, List.of("-e", failing));
        }
        try (ChildJvm child = ChildJvm.start(ScriptJvm.class, "obey", root, Durability.PROCESS)) {
            String thread = child.answer();
            assertThat(child.ask("probe")).isEqualTo("done");
            try (Strace strace = Strace.attach(thread, logs.resolve("log"), options.toArray(String[]::new))) {
                child.ask(step);
                return true;
            } catch (AssertionError e) {
                return false; // it has no answer
            }
        }
    }
}
