package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a living process is spared is the matter of a test with real processes: one JVM cannot see its own locks. */
class RunFolderTest {
    @TempDir Path place;

    @Test
    void theFolderIsGoneAfterwardsWithAllThatIsInIt() throws IOException {
        Path path;
        try (RunFolder folder = RunFolder.in(List.of(place))) {
            path = folder.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "x");
            assertThat(path).hasParent(place);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftIsSwept() throws IOException {
        Path left = Files.createTempDirectory(place, "f9-vault-1");
        Files.createFile(left.resolve("alive"));
        Files.createFile(Files.createDirectory(left.resolve("bundle1")).resolve("bundle.info"));

        RunFolder.in(List.of(place)).close();

        assertThat(content()).isEmpty();
    }

    @Test
    void aFolderThatIsJustBeingMadeIsSparedForAWhile() throws IOException {
        Path making = Files.createTempDirectory(place, "f9-vault-1");
        Path given = Files.createTempDirectory(place, "f9-vault-2");
        Files.setLastModifiedTime(given, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

        RunFolder.in(List.of(place)).close();

        assertThat(content()).containsExactly(making);
    }

    @Test
    void whatIsNotOursIsLeftAlone() throws IOException {
        Path other = Files.createDirectory(place.resolve("other"));
        Files.createFile(other.resolve("alive"));

        RunFolder.in(List.of(place)).close();

        assertThat(content()).containsExactly(other);
    }

    @Test
    void aFolderInWhichOthersMayWriteOrThatIsALinkIsNotSwept() throws IOException {
        Path shared = Files.createDirectory(place.resolve("f9-vault-1"));
        Files.createFile(shared.resolve("alive"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path elsewhere = Files.createDirectory(place.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("alive"));
        Path link = Files.createSymbolicLink(place.resolve("f9-vault-2"), elsewhere);

        RunFolder.in(List.of(place)).close();

        assertThat(content()).containsExactlyInAnyOrder(shared, elsewhere, link);
        assertThat(shared.resolve("alive")).exists();
        assertThat(elsewhere.resolve("alive")).exists();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsPassedOver() throws IOException {
        Path file = Files.createFile(place.resolve("file"));

        try (RunFolder folder = RunFolder.in(List.of(place.resolve("missing"), file, place))) {
            assertThat(folder.path()).hasParent(place);
        }
    }

    @Test
    void withoutAnyPlaceItFails() {
        assertThatThrownBy(() -> RunFolder.in(List.of(place.resolve("missing"))))
                .isInstanceOf(NoSuchFileException.class);
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> content = Files.list(place)) {
            return content.toList();
        }
    }
}
