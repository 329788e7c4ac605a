package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the tests with killed processes have in common. */
final class CrashTrees {

    /** Whether tests that repeat something random should do it for long. */
    static final boolean LONG = Boolean.getBoolean("f9.long");

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** Something that comes to be true. */
    interface Condition {
        boolean holds() throws Exception;
    }

    private CrashTrees() {}

    /** Skips a test where git's command line is not installed. */
    static void assumeGit() {
        boolean isThere;
        try {
            isThere = new ProcessBuilder("git", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            isThere = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Assumptions.assumeTrue(isThere, "there is no git here");
    }

    static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** All files below a directory of a work tree, and their texts; without git's own. */
    static TreeMap<String, String> files(Path root, String below) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        Path top = root.resolve(below);
        if (!Files.exists(top)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (!name.startsWith(".git/")) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }

    /** Git finds no fault with a repository. */
    static void assertSound(Path repository) throws IOException {
        assertThat(GitFolders.gitIn(repository, "fsck", "--strict")).doesNotContain("error", "missing", "broken",
                "warning");
    }

    /** Work trees are clean and like the remote's branch, and all of them are sound; no commit is still to be followed. */
    static void assertInStep(GitFolders folders, String... names) throws IOException {
        assertSound(folders.remote());
        String tip = GitFolders.gitIn(folders.remote(), "rev-parse", "main");
        for (String name : names) {
            assertSound(folders.folder(name));
            assertThat(folders.git(name, "status", "--porcelain")).as("status of " + name).isEmpty();
            assertThat(folders.git(name, "rev-parse", "main")).as("branch of " + name).isEqualTo(tip);
            assertThat(folders.git(name, "for-each-ref", "refs/f9", "refs/f9-merge", "refs/f9-disputed")).isEmpty();
            assertThat(locks(folders.folder(name))).isEmpty();
            assertThat(files(folders.folder(name), "")).isEqualTo(files(folders.folder(names[0]), ""));
        }
    }

    /** Waits until git has followed the commits in a vault that is open; where a process has died just before, that takes a while. */
    static void awaitFollowed(GitFolders folders, String name) throws Exception {
        Path own = folders.folder(name).resolve(".git/refs/f9");
        await("git to follow in " + name,
                () -> !hasFiles(own) && folders.git(name, "for-each-ref", "refs/f9").isEmpty());
    }

    private static boolean hasFiles(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.anyMatch(Files::isRegularFile);
        } catch (NoSuchFileException | UncheckedIOException e) {
            return true; // it is going right now
        }
    }

    /** Git's lock files that lie in a work tree's repository, but for that of a collection of garbage, which is nobody's way. */
    static List<String> locks(Path folder) throws IOException {
        Path git = Files.exists(folder.resolve(".git")) ? folder.resolve(".git") : folder;
        try (Stream<Path> all = Files.walk(git)) {
            return all.map(path -> git.relativize(path).toString())
                    .filter(name -> name.endsWith(".lock") && !name.equals("gc.log.lock")).toList();
        }
    }
}
