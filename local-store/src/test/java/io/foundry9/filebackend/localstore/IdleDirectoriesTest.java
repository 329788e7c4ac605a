package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that stay open between operations never make one end where its path does not lead. */
class IdleDirectoriesTest {

    private static final int MOST = 16;
    private static final Path OPEN = Path.of("/proc/self/fd");

    @TempDir Path folder;

    private Path root;
    private FileBackend files;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("root"));
        files = Roots.backend(root);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void aDirectoryThatWasMovedAwayAndMadeAnewIsEnteredAnew() throws IOException {
        files.create("a/b/old", Content.of("1"));
        Files.move(root.resolve("a/b"), root.resolve("a/moved"));
        assertThatThrownBy(() -> files.read("a/b/old")).isInstanceOf(NotFoundException.class);
        Files.createDirectory(root.resolve("a/b"));

        files.create("a/b/new", Content.of("2"));

        assertThat(root.resolve("a/b/new")).hasContent("2");
        assertThat(root.resolve("a/moved/new")).doesNotExist();
        assertThat(files.readText("a/moved/old")).isEqualTo("1");
    }

    @Test
    void aDirectoryThatIsReachedThroughALinkNowIsNotTakenForTheSamePlace() throws IOException {
        files.create("a/b/old", Content.of("1"));
        Path outside = Files.move(root.resolve("a"), folder.resolve("outside"));
        Files.createSymbolicLink(root.resolve("a"), outside);

        assertThatThrownBy(() -> files.create("a/b/new", Content.of("2")))
                .isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> files.read("a/b/old")).isInstanceOf(InvalidOperationException.class);
        assertThat(outside.resolve("b/new")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsGoneIsMadeAgain() throws IOException {
        files.create("a/b/old", Content.of("1"));
        Files.delete(root.resolve("a/b/old"));
        Files.delete(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b"), "a file");
        assertThatThrownBy(() -> files.create("a/b/new", Content.of("2")))
                .isInstanceOf(InvalidOperationException.class);
        Files.delete(root.resolve("a/b"));

        files.create("a/b/new", Content.of("2"));

        assertThat(root.resolve("a/b/new")).hasContent("2");
    }

    @Test
    void onlyAFewStayOpenAndNoneWhenTheBackendIsClosed() throws IOException {
        assumeTrue(Files.isDirectory(OPEN));
        files.create("file", Content.of("x"));
        int before = openBelowRoot();
        for (int i = 0; i < 4 * MOST; i++) {
            files.create("directory" + i + "/file", Content.of("x"));
            files.read("directory" + i + "/file");
        }
        assertThat(openBelowRoot() - before).isPositive().isLessThanOrEqualTo(2 * MOST);
        files.close();
        assertThat(openBelowRoot()).isZero();
    }

    /** Descriptors of directories; the JDK needs two for each. */
    private int openBelowRoot() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(OPEN)) {
            for (Path one : all) {
                try {
                    count += Files.readSymbolicLink(one).startsWith(root) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    continue; // the one by which they are listed
                }
            }
        }
        return count;
    }

    @Test
    void whatIsMountedBelowTheRootCanBeUnmountedAfterUse() throws Exception {
        Path mount = Files.createDirectories(root.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "tmpfs", mount.toString()));
        files.create("disk/a/file", Content.of("x"));
        assertThat(files.readText("disk/a/file")).isEqualTo("x");

        assertThat(run("umount", mount.toString())).isTrue();
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
