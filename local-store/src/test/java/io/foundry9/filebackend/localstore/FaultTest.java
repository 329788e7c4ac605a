package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every system call of writes and commits fails once. In short runs only those that matter most, of a few kinds; in long
 * runs each call of each step of a round of the {@link Script}.
 */
class FaultTest {

    private static final int WARM_UP = 6 * Script.ROUND;
    private static final int MOST_CALLS = 2000;
    private static final int STRIDE = Roots.LONG ? 1 : 4;
    private static final List<Integer> STEPS =
            Roots.LONG ? IntStream.range(0, Script.ROUND).boxed().toList() : List.of(1, 2, Script.SESSION);

    /** System calls that belong together, and the errors that they fail with. */
    record Kind(String calls, List<String> errors) {
        static Kind of(String calls, String... errors) {
            return new Kind(calls, List.of(errors));
        }

        @Override
        public String toString() {
            return calls;
        }
    }

    @TempDir Path root;

    @TempDir Path logs;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private ChildJvm child;
    private String thread;

    /** How many steps of the script were taken. */
    private int reached;

    @BeforeEach
    void requireStrace() {
        Strace.assume();
    }

    static Stream<Kind> kinds() {
        Stream<Kind> few = Stream.of(
                Kind.of("openat", "EMFILE", "EIO", "EACCES", "ENOSPC"),
                Kind.of("rename,renameat,renameat2", "EIO", "ENOSPC", "EACCES"),
                Kind.of("write,pwrite64", "ENOSPC", "EIO"),
                Kind.of("unlink,unlinkat,rmdir", "EIO", "EACCES"),
                Kind.of("fsync,fdatasync", "EIO", "ENOSPC"));
        Stream<Kind> others = Stream.of(
                Kind.of("mkdir,mkdirat", "ENOSPC", "EIO", "EACCES"),
                Kind.of("link,linkat,symlink,symlinkat", "EIO", "EMLINK", "EACCES"),
                Kind.of("fcntl", "EIO", "ENOLCK", "EACCES"),
                Kind.of("setxattr,lsetxattr,fsetxattr,getxattr,lgetxattr,fgetxattr", "EIO", "ENOSPC"),
                Kind.of("utimensat,futimesat,utime,utimes", "EIO", "EACCES"),
                Kind.of("chmod,fchmod,fchmodat", "EIO", "EACCES"),
                Kind.of("stat,lstat,fstat,newfstatat,statx", "EIO", "EACCES"),
                Kind.of("getdents64", "EIO"),
                Kind.of("read,lseek,sendfile,copy_file_range", "EIO"),
                Kind.of("close", "EIO"),
                Kind.of("dup,dup2,dup3", "EMFILE"));
        return Roots.LONG ? Stream.concat(few, others) : few;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverFailsOnceIsToldAndLeavesTheOldOrTheNew(Kind kind, TestReporter reporter) throws Exception {
        Script.layOut(root, 0);
        try (ChildJvm started = ChildJvm.start(ScriptJvm.class, "obey", root, Durability.POWER)) {
            child = started;
            thread = child.answer();
            goOn(WARM_UP);
            for (String error : Roots.LONG ? kind.errors() : kind.errors().subList(0, 1)) {
                for (int step : STEPS) {
                    failEachOf(kind.calls(), error, step);
                }
            }
            assertThat(child.dismiss()).contains("closed");
        }
        assertThat(Roots.leftovers(root)).isEmpty();
        reporter.publishEntry(kind.calls(), outcomes.toString());
    }

    /** Takes steps in which nothing fails. */
    private void goOn(int steps) throws IOException {
        for (int i = 0; i < steps; i++) {
            assertThat(child.ask(reached)).isEqualTo("done");
            reached++;
        }
    }

    /** Fails the first call of a step of the round, then, when it comes again, another, until there are no more. */
    private void failEachOf(String calls, String error, int step) throws Exception {
        for (int n = 1; n < MOST_CALLS; n += STRIDE) {
            goOn(Math.floorMod(step - reached, Script.ROUND));
            String answer;
            List<String> log;
            try (Strace strace = Strace.attach(thread, logs.resolve("log"), "-e", "trace=" + calls, "-e",
                    "inject=" + calls + ":error=" + error + ":when=" + n)) {
                answer = child.ask(reached);
                log = strace.detach();
            }
            List<String> failed = log.stream().filter(line -> line.contains("INJECTED")).toList();
            if (failed.isEmpty()) {
                assertThat(answer).isEqualTo("done");
                reached++;
                return;
            }
            check(answer, error + " at call " + n + " of step " + step + ": " + failed + ": " + answer);
        }
    }

    private void check(String answer, String what) throws IOException {
        String[] words = answer.split(" ");
        outcomes.merge(words[0] + (words.length > 1 ? " " + words[1] : ""), 1, Integer::sum);
        if (!answer.contains("ProviderException")) { // of the JDK's random numbers, for which it reads a device
            assertThat(answer).as(what).doesNotStartWith("untyped");
        }
        boolean unfinished = Files.exists(root.resolve(".f9/journal"));
        if (!unfinished) {
            assertWhole(what);
        }
        assertThat(child.ask("probe")).as("afterwards, %s", what).isEqualTo("done");
        int now = assertWhole(what);
        if (answer.equals("done")) {
            assertThat(now).as(what).isEqualTo(reached + 1);
        } else if (reached % Script.ROUND == Script.SESSION) {
            assertThat(now).as(what).isEqualTo(reached);
        }
        reached = now;
    }

    private int assertWhole(String what) throws IOException {
        try {
            return Script.reachedAfterFailure(root, reached);
        } catch (AssertionError e) {
            throw new AssertionError("neither the old nor the new: " + what, e);
        }
    }
}
