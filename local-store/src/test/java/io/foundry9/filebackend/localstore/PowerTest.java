package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With power durability, what a commit relies on is on the disk before it does: told by the order of its system calls. */
class PowerTest {

    private static final Pattern FSYNC = Pattern.compile("f(?:data)?sync\\(\\d+<([^>]*)>\\) += 0");
    private static final Pattern RENAME = Pattern.compile(
            "renameat2?\\(\\d+<([^>]*)>, \"([^\"]*)\", \\d+<([^>]*)>, \"([^\"]*)\".* = 0");

    @TempDir Path root;

    @TempDir Path logs;

    private static final Pattern UNLINK = Pattern.compile("unlinkat\\(\\d+<([^>]*)>, \"([^\"]*)\".* = 0");

    private String area;
    private List<Call> calls;

    /** What a system call has done to an entry; the target is that of a rename. */
    record Call(Deed deed, String path, Optional<String> target) {
        boolean forces(String what) {
            return deed == Deed.FORCE && path.equals(what);
        }

        boolean moves() {
            return deed == Deed.MOVE;
        }

        boolean removes() {
            return deed == Deed.REMOVE;
        }
    }

    private enum Deed {
        FORCE, MOVE, REMOVE
    }

    @BeforeEach
    void requireStrace() {
        Strace.assume();
    }

    private void trace(int step) throws Exception {
        Script.layOut(root, step);
        trace(List.of(), step, 0, "done");
    }

    /** Takes steps, the last of them under its eyes; one of whose renames fails, if there is one of that number. */
    private void trace(List<?> before, Object step, int failing, String outcome) throws Exception {
        try (ChildJvm child = ChildJvm.start(ScriptJvm.class, "obey", root, Durability.POWER)) {
            String thread = child.answer();
            for (Object earlier : before) {
                assertThat(child.ask(earlier)).isEqualTo("done");
            }
            List<String> options = new ArrayList<>(List.of("-y", "-s", "300", "-e",
                    "trace=fsync,fdatasync,renameat,renameat2,unlinkat"));
            if (failing > 0) {
                options.addAll(List.of("-e", "inject=renameat,renameat2:error=EIO:when=" + failing));
            }
            List<String> log;
            try (Strace strace = Strace.attach(thread, logs.resolve("log"), options.toArray(String[]::new))) {
                assertThat(child.ask(step)).startsWith(outcome);
                log = strace.detach();
            }
            calls = log.stream().map(PowerTest::parse).flatMap(Optional::stream).toList();
            area = inWork("staging/")
                    + calls.stream().map(Call::path).filter(path -> path.startsWith(inWork("staging/")))
                            .findFirst().orElse(inWork("staging/")).substring(inWork("staging/").length())
                            .replaceAll("/.*", "");
        }
    }

    private static Optional<Call> parse(String line) {
        Matcher fsync = FSYNC.matcher(line);
        if (fsync.find()) {
            return Optional.of(new Call(Deed.FORCE, fsync.group(1), Optional.empty()));
        }
        Matcher unlink = UNLINK.matcher(line);
        if (unlink.find()) {
            return Optional.of(new Call(Deed.REMOVE, unlink.group(1) + "/" + unlink.group(2), Optional.empty()));
        }
        Matcher rename = RENAME.matcher(line);
        return rename.find()
                ? Optional.of(new Call(Deed.MOVE, rename.group(1) + "/" + rename.group(2),
                        Optional.of(rename.group(3) + "/" + rename.group(4))))
                : Optional.empty();
    }

    private String inWork(String name) {
        return root + "/.f9/" + name;
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

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    @Test
    void aPlainWriteIsOnTheDiskBeforeItReturns() throws Exception {
        trace(1);
        int published = find(0, "the rename", call -> call.target().equals(Optional.of(root + "/w/file")));
        assertForced(0, published, calls.get(published).path());
        assertForced(published, calls.size(), root + "/w");
    }

    @Test
    void newParentsAreOnTheDiskBeforeAWriteReturns() throws Exception {
        trace(0);
        int made = find(0, "the new parent", call -> call.target().equals(Optional.of(root + "/w/new")));
        assertForced(made, calls.size(), root + "/w");
        assertForced(made, calls.size(), root + "/w/new");
    }

    @Test
    void bothEndsOfAMoveAreOnTheDiskBeforeItReturns() throws Exception {
        trace(3);
        int moved = find(0, "the rename", call -> call.target().equals(Optional.of(root + "/w/moved")));
        assertForced(moved, calls.size(), root + "/w");
        assertForced(moved, calls.size(), root + "/w/new");
    }

    @Test
    void theOtherNameOfAFileThatGoesInAMoveIsGoneFromTheDiskBeforeItReturns() throws Exception {
        Script.layOut(root, 0);
        Files.createLink(root.resolve("w/alias"), root.resolve("w/file"));
        trace(List.of(), "unalias", 0, "done");
        int removed = find(0, "the removal", call -> call.removes() && call.path().equals(root + "/w/file"));
        assertForced(removed, calls.size(), root + "/w");
    }

    @Test
    void whatWasDeletedIsGoneFromTheDiskBeforeTheDeleteReturns() throws Exception {
        trace(5);
        int removed = find(0, "the removal", call -> call.removes() && call.path().equals(root + "/w/moved"));
        assertForced(removed, calls.size(), root + "/w");
    }

    @Test
    void whatACommitNeedsIsOnTheDiskBeforeItsJournal() throws Exception {
        trace(Script.SESSION);
        int appears = journalAppears();
        String folder = calls.get(appears).path();
        assertForced(0, appears, folder + "/plan");
        assertForced(0, appears, folder + "/done-0");
        assertForced(find(0, "the marker", call -> call.forces(folder + "/done-0")), appears, folder);
        Set<String> staged = staged(appears);
        assertThat(staged).hasSizeGreaterThan(6);
        for (String file : staged) {
            assertForced(0, appears, file);
            assertForced(find(0, file, call -> call.forces(file)), appears, area);
        }
        assertForced(0, appears, inWork("staging"));
        assertForced(0, appears, root.toString());
    }

    private int journalAppears() {
        return find(0, "the journal", call -> call.target().equals(Optional.of(inWork("journal"))));
    }

    /** Where what was put in place after the journal's appearance lay before it. */
    private Set<String> staged(int appears) {
        Set<String> staged = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (Call call : calls.subList(appears + 1, calls.size())) {
            if (call.moves() && call.target().get().startsWith(area + "/")) {
                taken.add(call.target().get());
            } else if (call.moves() && call.path().startsWith(area + "/") && !taken.contains(call.path())) {
                staged.add(call.path());
            }
        }
        staged.removeIf(this::made);
        return staged;
    }

    /** Whether it is a directory, which was made after the journal's appearance. */
    private boolean made(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).flatMap(call -> call.target().stream())
                .anyMatch(target -> Files.isDirectory(Path.of(target)));
    }

    @Test
    void theJournalIsOnTheDiskBeforeTheFirstStepAndEachStepBeforeTheJournalGoes() throws Exception {
        trace(Script.SESSION);
        int appears = journalAppears();
        int first = find(appears + 1, "a step", Call::moves);
        int goes = journalGoes();
        assertForced(appears, first, root + "/.f9");
        for (int i = first; i < goes; i++) {
            if (calls.get(i).moves()) {
                assertStepForced(i, goes);
            }
        }
        assertForced(goes, calls.size(), root + "/.f9");
    }

    private int journalGoes() {
        return find(journalAppears(), "its end", call -> call.path().equals(inWork("journal")) && call.moves());
    }

    @Test
    void whatIsTakenBackIsOnTheDiskBeforeTheJournalGoes() throws Exception {
        trace(Script.SESSION);
        int last = (int) calls.subList(0, journalGoes()).stream().filter(Call::moves).count();
        int again = Script.ROUND + Script.SESSION;
        trace(IntStream.range(Script.ROUND, again).boxed().toList(), again, last, "failed: IO");
        int goes = journalGoes();
        int turns = find(0, "the turn", call -> call.target().orElse("").startsWith(inWork("journal/back-")));
        int removed = find(turns, "a directory that was made", call -> call.removes() && !inStore(call.path()));
        assertThat(removed).isLessThan(goes);
        for (int i = turns; i < goes; i++) {
            if (calls.get(i).moves()) {
                assertStepForced(i, goes);
            } else if (calls.get(i).removes() && !inStore(calls.get(i).path())) {
                assertForced(i, goes, parent(calls.get(i).path()));
            }
        }
        assertForced(goes, calls.size(), root + "/.f9");
    }

    private boolean inStore(String path) {
        return path.startsWith(root + "/.f9/");
    }

    private void assertStepForced(int step, int goes) {
        Call call = calls.get(step);
        List<String> touched = new ArrayList<>(List.of(parent(call.path()), parent(call.target().orElseThrow())));
        boolean marks = touched.remove(inWork("journal")) | touched.remove(inWork("journal"));
        if (marks) {
            assertForced(step, find(step + 1, "the next step", Call::moves), inWork("journal"));
        }
        for (String directory : touched) {
            if (!directory.startsWith(area)) {
                assertForced(step, goes, directory);
            }
        }
    }
}
