package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that want sessions on one root, or just to write, at the same time. */
class SessionRaceTest {

    private static final int TIMES = Roots.LONG ? 1000 : 100;
    private static final int VISITS = Roots.LONG ? 50 : 8;
    private static final long LONGEST_WAIT = 10_000;

    @TempDir Path root;

    @Test
    void noIncrementOfTwoProcessesIsLost() throws Exception {
        Files.writeString(root.resolve("counter"), "0");
        try (ChildJvm one = ChildJvm.start(RaceJvm.class, "count", root, TIMES);
                ChildJvm two = ChildJvm.start(RaceJvm.class, "count", root, TIMES);
                ChildJvm plain = ChildJvm.start(RaceJvm.class, "create", root, "a", TIMES);
                ChildJvm other = ChildJvm.start(RaceJvm.class, "create", root, "b", TIMES)) {
            for (ChildJvm child : new ChildJvm[] {one, two, plain, other}) {
                assertThat(child.answer()).isEqualTo("done");
                child.finish();
            }
        }
        assertThat(root.resolve("counter")).hasContent("" + 2 * TIMES);
        assertThat(root.resolve("created")).isDirectoryContaining("glob:**/a" + (TIMES - 1));
        assertThat(Roots.content(root)).hasSize(2 * TIMES + 2);
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    /** @param hold for how many milliseconds the others keep their sessions open */
    @ParameterizedTest
    @ValueSource(longs = {0, 40})
    void nobodyStarvesWhileTwoOthersComeBackAtOnce(long hold, TestReporter reporter) throws Exception {
        try (ChildJvm one = ChildJvm.start(RaceJvm.class, "hammer", root, hold);
                ChildJvm two = ChildJvm.start(RaceJvm.class, "hammer", root, hold);
                ChildJvm visitor = ChildJvm.start(RaceJvm.class, "visit", root, VISITS)) {
            one.answer();
            two.answer();
            String[] waits = visitor.answer().split(" ");
            visitor.finish();
            reporter.publishEntry("longest waits for a session and for a write, in ms", String.join(", ", waits));
            assertThat(waits).allSatisfy(wait -> assertThat(Long.parseLong(wait)).isLessThan(LONGEST_WAIT));
        }
    }
}
