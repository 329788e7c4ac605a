package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With power durability, what a commit relies on is on the disk before it does: told by the order of its system calls. */
class CrashPowerTest {

    private static final Pattern CALL = Pattern.compile(
            "^(?:\\[pid +)?\\d+\\]? +(\\w+)\\((.*)\\) += (-?\\d+).*$");
    private static final Pattern FILE = Pattern.compile("\\d+<([^>]*)>");
    private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
    private static final String ANSWER = ">done";

    @TempDir Path top;

    @TempDir Path logs;

    private GitFolders folders;
    private Path git;
    private List<Call> calls;

    /** A system call that has succeeded, and the files it was about. */
    private record Call(String name, List<String> files) {
        boolean forces(String what) {
            return name.startsWith("f") && files.get(0).equals(what);
        }

        boolean forcesBelow(String top) {
            return name.startsWith("f") && files.get(0).startsWith(top);
        }

        boolean brings(Predicate<String> what) {
            return !name.startsWith("f") && !name.startsWith("unlink") && what.test(files.get(files.size() - 1));
        }

        boolean removes(String what) {
            return name.startsWith("unlink") && files.get(0).equals(what);
        }
    }

    @BeforeEach
    void requireStrace() throws Exception {
        try {
            int status =
                    new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true).start().waitFor();
            Assumptions.assumeTrue(status == 0, "strace cannot trace here");
        } catch (IOException e) {
            Assumptions.abort("there is no strace here");
        }
        folders = new GitFolders(top);
        git = folders.folder("vault").resolve(".git");
    }

    /** Traces a process while it does some tasks, each until its answer. */
    private List<List<Call>> trace(String durability, String... tasks) throws Exception {
        Path log = logs.resolve("log");
        try (CrashJvm child = CrashJvm.start(KillJvm.class,
                folders.uri("vault", "auto_push=true", "durability=" + durability))) {
            assertThat(child.answer()).isEqualTo("ready");
            assertThat(child.ask("open")).isEqualTo("done");
            assertThat(child.ask("write a/b/one 1")).isEqualTo("done");
            Process strace = new ProcessBuilder("strace", "-f", "-y", "-s", "300", "-o", log.toString(), "-e",
                    "trace=fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat,write",
                    "-p",
                    Long.toString(child.pid())).redirectErrorStream(true).start();
            try (BufferedReader said = strace.inputReader(StandardCharsets.UTF_8)) {
                String line = said.readLine();
                Assumptions.assumeTrue(line != null && line.contains("attached"), "strace cannot attach here: " + line);
                for (String task : tasks) {
                    assertThat(child.ask(task)).isEqualTo("done");
                }
            } finally {
                strace.destroy();
                assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        List<List<Call>> parts = parse(Files.readAllLines(log, StandardCharsets.ISO_8859_1));
        assertThat(parts).hasSize(tasks.length);
        return parts;
    }

    /** One list up to each answer. A call that another thread has come in between is told of in two parts. */
    private static List<List<Call>> parse(List<String> lines) {
        List<List<Call>> parts = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        TreeMap<String, String> unfinished = new TreeMap<>();
        for (String line : lines) {
            if (line.contains(" write(")) {
                if (line.contains(ANSWER)) {
                    parts.add(calls);
                    calls = new ArrayList<>();
                }
                continue;
            }
            String thread = line.substring(0, line.indexOf(' '));
            String whole = line;
            if (line.endsWith("<unfinished ...>")) {
                unfinished.put(thread, line.substring(0, line.lastIndexOf(" <unfinished")));
            } else if (line.contains(" resumed>")) {
                whole = unfinished.getOrDefault(thread, "") + line.substring(line.indexOf(" resumed>") + 9);
            }
            Matcher call = CALL.matcher(whole);
            if (call.matches() && !call.group(3).startsWith("-")) {
                calls.add(new Call(call.group(1), files(call.group(2))));
            }
        }
        return parts;
    }

    private static List<String> files(String arguments) {
        List<String> files = new ArrayList<>();
        List<String> open = FILE.matcher(arguments).results().map(found -> found.group(1)).toList();
        List<String> names = NAME.matcher(arguments).results().map(found -> found.group(1)).toList();
        for (int i = 0; i < names.size(); i++) {
            files.add(
                    names.get(i).startsWith("/") || i >= open.size() ? names.get(i) : open.get(i) + "/" + names.get(i));
        }
        return names.isEmpty() ? open : files;
    }

    private int find(int from, String what, Predicate<Call> wanted) {
        for (int i = from; i < calls.size(); i++) {
            if (wanted.test(calls.get(i))) {
                return i;
            }
        }
        throw new AssertionError(what + " is missing after call " + from + " of " + calls);
    }

    private void assertForced(int from, int before, String what) {
        assertThat(find(from, what + " forced", call -> call.forces(what))).as(what + " forced after " + from)
                .isLessThan(before);
    }

    /** All that has appeared below a directory before some call. */
    private List<Integer> brought(Path below, int before) {
        List<Integer> brought = new ArrayList<>();
        for (int i = 0; i < before; i++) {
            if (calls.get(i).brings(file -> file.startsWith(below + "/") && !file.endsWith(".lock"))) {
                brought.add(i);
            }
        }
        return brought;
    }

    private void assertCommitForced() {
        String ref = git + "/refs/f9/main";
        int moved = find(0, "the move of the ref", call -> call.brings(ref::equals));
        List<Integer> objects = brought(git.resolve("objects"), moved).stream()
                .filter(i -> !calls.get(i).name().startsWith("mkdir")).toList();
        assertThat(objects).as("objects in %s", calls).hasSizeGreaterThan(2);
        for (int i : objects) {
            List<String> files = calls.get(i).files();
            assertForced(0, i, files.get(0));
            assertForced(i, moved, parent(files.get(files.size() - 1)));
        }
        for (int i : brought(git.resolve("objects"), moved)) {
            if (calls.get(i).name().startsWith("mkdir")) {
                assertForced(i, moved, git + "/objects");
            }
        }
        assertForced(0, moved, ref + ".lock");
        assertForced(moved, calls.size(), git + "/refs/f9");
        for (int i : brought(git.resolve("refs"), moved)) {
            if (calls.get(i).name().startsWith("mkdir")) {
                assertForced(i, calls.size(), parent(calls.get(i).files().get(0)));
            }
        }
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    @Test
    void whatIsWrittenIsCommittedOnTheDiskBeforeThatReturnsAndTheBranchBeforeOurRefGoes() throws Exception {
        List<List<Call>> parts = trace("power", "write a/c/two 2", "batch 3", "push");
        calls = parts.get(0);
        int written = find(0, "the file", call -> call.brings((folders.folder("vault") + "/a/c/two")::equals));
        assertForced(written, calls.size(), folders.folder("vault") + "/a/c");
        assertCommitForced();
        calls = parts.get(1);
        assertCommitForced();
        calls = parts.stream().flatMap(List::stream).toList();
        int moved = find(0, "the move of the branch", call -> call.brings((git + "/refs/heads/main")::equals));
        int gone = find(moved, "the end of our ref", call -> call.removes(git + "/refs/f9/main"));
        assertForced(0, moved, git + "/refs/heads/main.lock");
        assertForced(moved, gone, git + "/refs/heads");
    }

    @Test
    void withoutItNothingIsForced() throws Exception {
        calls = trace("process", "write a/c/two 2").get(0);
        find(0, "the move of the ref", call -> call.brings((git + "/refs/f9/main")::equals));
        assertThat(calls).noneMatch(call -> call.forcesBelow(folders.folder("vault") + "/"));
    }
}
