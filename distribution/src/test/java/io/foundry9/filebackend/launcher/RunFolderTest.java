package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of another process is the matter of a test with real processes; one JVM cannot see its own. */
class RunFolderTest {
    @TempDir Path parent;

    @Test
    void theFolderIsGoneAfterwardsWithAllThatIsInIt() throws IOException {
        Path path;
        try (RunFolder folder = RunFolder.in(parent)) {
            path = folder.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "x");
            assertThat(path).hasParent(parent);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        Path locked = Files.createDirectory(parent.resolve("process-1"));
        Files.createFile(locked.resolve("alive"));
        Files.createFile(Files.createDirectory(locked.resolve("bundle1")).resolve("bundle.info"));
        Path never = Files.createDirectory(parent.resolve("process-2"));

        try (RunFolder folder = RunFolder.in(parent)) {
            assertThat(locked).doesNotExist();
            assertThat(never).doesNotExist();
            assertThat(folder.path()).exists();
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsNoObstacle() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        Path path;
        try (RunFolder folder = RunFolder.in(file)) {
            path = folder.path();
            assertThat(path).isDirectory();
        }
        assertThat(path).doesNotExist();
        assertThat(file).isRegularFile();
    }

    @Test
    void filesBesideTheFoldersAreLeftAlone() throws IOException {
        Path other = Files.createFile(parent.resolve("notes"));
        RunFolder.in(parent).close();

        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left.toList()).containsExactlyInAnyOrderElementsOf(List.of(other, parent.resolve("lock")));
        }
    }
}
