package io.foundry9.filebackend.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final String HOME_VAULT = "io.foundry9.filebackend.vault~home.cfg";

    @TempDir Path folder;

    @Test
    void aNewHomeHasAVaultAndNothingHalfMade() throws IOException {
        Home home = Home.at(folder.resolve("not/yet/there"));

        assertThat(names(home.root())).containsExactlyInAnyOrder("etc", "deploy", "run");
        assertThat(home.etc().resolve(HOME_VAULT)).content().contains("uri = ${f9.home.uri}/files?create_root=true");
    }

    @Test
    void aVaultThatWasRemovedStaysAway() throws IOException {
        Files.delete(Home.at(folder).etc().resolve(HOME_VAULT));

        assertThat(names(Home.at(folder).etc())).isEmpty();
    }

    @Test
    void manyFirstStartsAtOnceMakeOneHome() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Home> start = () -> Home.at(folder.resolve("home"));
            for (Future<Home> each : pool.invokeAll(Stream.generate(() -> start).limit(16).toList())) {
                assertThat(each.get().etc()).isDirectory();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(names(folder.resolve("home"))).containsExactlyInAnyOrder("etc", "deploy", "run");
    }

    @Test
    void whatIsTypedIsForItsOwnerAlone() throws IOException {
        Home home = Home.at(folder);

        home.prepareHistory();
        Files.writeString(home.history(), "typed");
        home.prepareHistory();

        assertThat(home.history()).hasContent("typed");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.history()))).isEqualTo("rw-------");
    }

    @Test
    void aFileInItsPlaceIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Home.at(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whereItCannotBeMadeItIsSaidHowToNameAnotherPlace() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Home.at(file.resolve("home"))).isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot make the home " + file.resolve("home") + ": ")
                .hasMessageEndingWith("; --home or F9_HOME names another");
    }

    @Test
    void aFileInThePlaceOfItsConfigurationIsAnErrorThatLeavesNothing() throws IOException {
        Files.createSymbolicLink(folder.resolve("etc"), folder.resolve("nowhere"));

        assertThatThrownBy(() -> Home.at(folder)).isInstanceOf(IOException.class);
        assertThat(names(folder)).containsExactly("etc");
    }

    @Test
    void theUriHasNoSlashAtItsEndAndIsEncoded() throws IOException {
        assertThat(Home.at(folder.resolve("a b%c")).uri()).endsWith("/a%20b%25c");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
