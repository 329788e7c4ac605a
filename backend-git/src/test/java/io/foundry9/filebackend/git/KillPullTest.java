package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.git.CrashTrees.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it brings many files from the remote, or takes them there. */
class KillPullTest {

    private static final int FILES = CrashTrees.LONG ? 300 : 70;
    private static final int KILLS = CrashTrees.LONG ? 30 : 3;

    private static final int LONGEST_MICROS = 40_000;
    private static final int PAUSE_NANOS = 100_000;

    private final Random random = new Random(42);
    private final StormHistory history = new StormHistory();

    @TempDir Path top;

    private GitFolders folders;
    private int inVain;

    @BeforeEach
    void layOut() throws IOException {
        CrashTrees.assumeGit();
        folders = new GitFolders(top);
        publish("0");
    }

    /** What the files of a generation hold; some of them come and go. */
    static Map<String, String> texts(String generation) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            texts.put("d" + i % 7 + "/f" + i, "file " + i + ", generation " + generation + "\n" + "same\n".repeat(40));
        }
        texts.put("only-in-" + generation, generation);
        return texts;
    }

    /** Publishes a generation by another vault. */
    private void publish(String generation) throws IOException {
        try (FileBackend other = folders.open("other")) {
            sync(other).pull();
            try (Session session = other.openSession(null)) {
                for (String old : session.glob("only-in-*")) {
                    session.delete(old);
                    history.add(old, null);
                }
                texts(generation).forEach((path, text) -> {
                    session.write(path, Content.of(text));
                    history.add(path, text);
                });
                session.commit();
            }
            sync(other).push();
        }
    }

    private static SyncFileBackend sync(FileBackend vault) {
        return vault.as(SyncFileBackend.class).orElseThrow();
    }

    /** Tells a new process what to do before, and kills it soon after something has happened while it does the last thing. */
    private void killWhen(Condition happens, String name, String... tasks) throws Exception {
        try (CrashJvm child = CrashJvm.start(KillJvm.class, folders.uri(name))) {
            assertThat(child.answer()).isEqualTo("ready");
            for (int i = 0; i < tasks.length - 1; i++) {
                assertThat(child.ask(tasks[i])).isEqualTo("done");
            }
            child.tell(tasks[tasks.length - 1]);
            while (!happens.holds() && !child.hasSpoken()) {
                LockSupport.parkNanos(PAUSE_NANOS); // the other process needs the processor
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MICROS));
            child.kill();
            inVain += child.finish().contains(">done") ? 1 : 0;
        }
    }

    /** One of some that take turns. */
    private static Condition turn(int kill, Condition... conditions) {
        return conditions[kill % conditions.length];
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private void report(TestReporter reporter, int moved) {
        reporter.publishEntry("kills", KILLS + ", " + inVain + " of them after the end, " + moved + " found done");
    }

    /** @param isLooked whether git is to have a look, too */
    private void syncBoth(boolean isLooked) throws Exception {
        for (String name : new String[] {"vault", "other"}) {
            try (FileBackend vault = folders.open(name)) {
                sync(vault).sync();
                assertThat(sync(vault).conflicts()).isEmpty();
                CrashTrees.awaitFollowed(folders, name);
            }
        }
        if (isLooked) {
            CrashTrees.assertInStep(folders, "vault", "other");
        }
    }

    @Test
    void aPullThatIsKilledHasBroughtAllOrNothingAndLocalEditsAreKept(TestReporter reporter) throws Exception {
        folders.open("vault").close();
        Path folder = folders.folder("vault");
        int done = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String old = Integer.toString(kill - 1);
            String next = Integer.toString(kill);
            publish(next);
            Files.writeString(folder.resolve("mine"), "edit " + kill);
            history.add("mine", "edit " + kill);
            Path git = folder.resolve(".git");
            String before = Files.readString(git.resolve("refs/remotes/origin/main"));
            Condition when = turn(kill,
                    () -> !Files.readString(git.resolve("refs/remotes/origin/main")).equals(before),
                    () -> Files.exists(git.resolve("f9/journal")),
                    () -> Files.exists(folder.resolve("only-in-" + next)));
            killWhen(when, "vault", "open", "pull");
            folders.open("vault").close();
            Map<String, String> found = CrashTrees.files(folder, "");
            assertThat(found.remove("mine")).isEqualTo("edit " + kill);
            boolean isDone = found.containsKey("only-in-" + next);
            assertThat(found).containsExactlyInAnyOrderEntriesOf(texts(isDone ? next : old));
            done += isDone ? 1 : 0;
            syncBoth(CrashTrees.LONG || kill == KILLS);
            found = CrashTrees.files(folder, "");
            assertThat(found.remove("mine")).isEqualTo("edit " + kill);
            assertThat(found).containsExactlyInAnyOrderEntriesOf(texts(next));
        }
        history.check(folders.remote(), "main");
        report(reporter, done);
    }

    @Test
    void aFirstOpeningThatIsKilledIsGoneOnWith(TestReporter reporter) throws Exception {
        int done = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String name = "new" + kill;
            Path folder = folders.folder(name);
            Condition when = turn(kill, () -> Files.exists(folder.resolve(".git/f9/unfinished")),
                    () -> Files.exists(folder.resolve(".git/refs/remotes/origin/main")),
                    () -> Files.exists(folder.resolve("d0/f0")));
            killWhen(when, name, "open");
            done += Files.exists(folders.folder(name).resolve("d0/f0")) ? 1 : 0;
            try (FileBackend vault = folders.open(name)) {
                assertThat(vault.glob("**")).hasSize(FILES + 1);
                assertThat(sync(vault).status().isInStep()).isTrue();
            }
            CrashTrees.assertInStep(folders, name);
        }
        report(reporter, done);
    }

    @Test
    void whatWasBeingPushedIsTakenThereByTheNextPush(TestReporter reporter) throws Exception {
        folders.open("vault").close();
        int done = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String generation = "by-vault-" + kill;
            Path there = folders.remote();
            String before = Files.readString(there.resolve("refs/heads/main"));
            long packs = count(there.resolve("objects/pack"));
            Condition when = turn(kill, () -> true, () -> count(there.resolve("objects/pack")) > packs,
                    () -> !Files.readString(there.resolve("refs/heads/main")).equals(before));
            killWhen(when, "vault", "open", "session " + generation, "push");
            texts(generation).forEach(history::add);
            done += GitFolders.gitIn(folders.remote(), "ls-tree", "--name-only", "main").contains(generation) ? 1 : 0;
            syncBoth(CrashTrees.LONG || kill == KILLS);
            assertThat(CrashTrees.files(folders.folder("other"), "")).containsAllEntriesOf(texts(generation));
        }
        history.check(folders.remote(), "main");
        report(reporter, done);
    }
}
