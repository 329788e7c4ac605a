package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A process that has none, or only so many, descriptors left: what it cannot do is told so, and nothing is lost. */
class DescriptorsTest {

    private static final List<String> FEW = List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh");
    private static final int WARM_UP = 2 * Script.ROUND;
    private static final int MOST = 40;
    private static final List<Integer> STEPS =
            Roots.LONG ? IntStream.range(0, Script.ROUND).boxed().toList() : List.of(1, 2, Script.SESSION);

    @TempDir Path root;

    private ChildJvm child;

    /** How many steps of the script were taken. */
    private int reached;

    private void goOn(int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            assertThat(child.ask(reached)).isEqualTo("done");
            reached++;
        }
    }

    private ChildJvm start() throws IOException {
        Script.layOut(root, 0);
        child = ChildJvm.start(FEW, ScriptJvm.class, "obey", root, Durability.POWER);
        child.answer();
        return child;
    }

    @Test
    void whatLacksADescriptorIsToldAndLeavesTheOldOrTheNew(TestReporter reporter) throws Exception {
        Map<Integer, Integer> needed = new TreeMap<>();
        try (ChildJvm started = start()) {
            goOn(WARM_UP);
            for (int step : STEPS) {
                needed.put(step, takeWithMoreAndMore(step));
            }
            assertThat(started.dismiss()).contains("closed");
        }
        assertThat(needed.get(1)).isPositive();
        assertThat(Roots.leftovers(root)).isEmpty();
        reporter.publishEntry("descriptors that steps need", needed.toString());
    }

    /** How many descriptors a step needs. */
    private int takeWithMoreAndMore(int step) throws IOException {
        for (int left = 0; left < MOST; left++) {
            goOn(Math.floorMod(step - reached, Script.ROUND));
            assertThat(child.ask("starve " + left)).isEqualTo("done");
            String answer = child.ask(reached);
            assertThat(child.ask("feed")).isEqualTo("done");
            String what = "step " + step + " with " + left + " descriptors: " + answer;
            assertThat(child.ask("probe")).as("afterwards, %s", what).isEqualTo("done");
            int now = Script.reachedAfterFailure(root, reached);
            if (answer.equals("done")) {
                assertThat(now).as(what).isEqualTo(reached + 1);
                reached = now;
                return left;
            }
            assertThat(answer).as(what).startsWith("failed: TOO_MANY_OPEN_FILES");
            if (step == Script.SESSION) {
                assertThat(now).as(what).isEqualTo(reached);
            }
            reached = now;
        }
        throw new AssertionError("step " + step + " is never taken");
    }

    @Test
    void noLockIsDroppedForWantOfADescriptor() throws Exception {
        int most = Roots.LONG ? MOST : 12;
        try (ChildJvm started = start(); Store outside = Roots.store(root)) {
            goOn(WARM_UP);
            for (int left = 0; left < most; left++) {
                assertThat(started.ask("hold")).isEqualTo("done");
                assertLocked(outside);
                assertThat(started.ask("starve " + left)).isEqualTo("done");
                assertThat(started.ask("inside")).matches("done|failed: TOO_MANY_OPEN_FILES.*");
                assertThat(started.ask("again")).matches("failed: .*|untyped: .*Too many open files.*");
                assertLocked(outside);
                assertThat(started.ask("feed")).isEqualTo("done");
                assertThat(started.ask("inside")).isEqualTo("done");
                assertLocked(outside);
                assertThat(started.ask("release")).isEqualTo("done");
                outside.lock(LockScope.tree(), Duration.ZERO).close();
            }
            assertThat(Script.reached(root, reached)).isEqualTo(reached);
            assertThat(started.dismiss()).contains("closed");
        }
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    private static void assertLocked(Store outside) {
        assertThatThrownBy(() -> outside.lock(LockScope.tree(), Duration.ZERO))
                .isInstanceOf(LockTimeoutException.class);
    }
}
