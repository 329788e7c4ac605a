package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a local store does with the files that others see beside it. */
class LocalStoreTest {

    @TempDir Path root;

    private FileBackend backend;

    @BeforeEach
    void open() throws IOException {
        backend = StoreBackend.over(LocalStore.open(root, LocalStoreOptions.defaults()));
    }

    @AfterEach
    void close() {
        backend.close();
        assertThat(root.resolve(".f9/staging")).satisfiesAnyOf(
                staging -> assertThat(staging).doesNotExist(),
                staging -> assertThat(staging).isEmptyDirectory());
    }

    @Test
    void readingMakesNothing() throws IOException {
        assertThat(backend.list("/")).isEmpty();
        assertThat(backend.exists("a")).isFalse();
        assertThat(backend.glob("**")).isEmpty();
        assertThat(entries(root)).isEmpty();
    }

    @Test
    void whatIsWrittenIsAPlainFileThere() throws IOException {
        backend.create("a/b/c.txt", Content.of("hello"));
        assertThat(root.resolve("a/b/c.txt")).hasContent("hello");
        assertThat(entries(root)).containsExactly(".f9", "a");
    }

    @Test
    void replacingKeepsModeBitsAndTimeOfCreation() throws IOException {
        FileInfo first = backend.create("run.sh", Content.of("#!/bin/sh"));
        Files.setPosixFilePermissions(root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        FileInfo second = backend.update("run.sh", Content.of("#!/bin/bash"));
        assertThat(second.permissions()).hasValue(PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(second.created()).isEqualTo(first.created());
        assertThat(second.modified().orElseThrow()).isAfter(first.modified().orElseThrow());
        assertThat(backend.info("run.sh").created()).isEqualTo(first.created());
    }

    @Test
    void linksInsideAreFollowedAndThoseThatLeadOutAreNot() throws IOException {
        backend.create("d/x.txt", Content.of("x"));
        Files.createSymbolicLink(root.resolve("in"), Path.of("d"));
        Files.createSymbolicLink(root.resolve("absolute"), root.toRealPath().resolve("d/x.txt"));
        Files.createSymbolicLink(root.resolve("out"), root.toAbsolutePath().getParent());
        Files.createSymbolicLink(root.resolve("up"), Path.of("d/../.."));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("own"), Path.of(".f9/lock"));

        assertThat(backend.readText("in/x.txt")).isEqualTo("x");
        assertThat(backend.readText("absolute")).isEqualTo("x");
        assertThat(backend.info("in").type()).isEqualTo(FileType.SYMLINK);
        assertRefused("out/y", InvalidOperationException.Reason.OUTSIDE_ROOT);
        assertRefused("up", InvalidOperationException.Reason.OUTSIDE_ROOT);
        assertRefused("loop", InvalidOperationException.Reason.LINK_LOOP);
        assertRefused("own", InvalidOperationException.Reason.RESERVED_NAME);
    }

    private void assertRefused(String path, InvalidOperationException.Reason reason) {
        assertThatThrownBy(() -> backend.read(path))
                .isInstanceOfSatisfying(InvalidOperationException.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e).hasMessageNotContaining(root.toString());
                });
    }

    @Test
    void appendingAddsInPlace() throws IOException {
        backend.create("log", Content.of("one\n"));
        Object before = Files.getAttribute(root.resolve("log"), "unix:ino");
        backend.append("log", Content.of("two\n"));
        assertThat(root.resolve("log")).hasContent("one\ntwo\n");
        assertThat(Files.getAttribute(root.resolve("log"), "unix:ino")).isEqualTo(before);
    }

    @Test
    void aDeepTreeIsRemoved() throws IOException {
        Path deep = root.resolve("deep");
        Files.createDirectory(deep);
        for (int i = 0; i < 300; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Files.createSymbolicLink(deep.resolve("out"), root.getParent());
        backend.delete("deep", DeleteOption.RECURSIVE);
        assertThat(root.resolve("deep")).doesNotExist();
        assertThat(root.getParent()).exists();
    }

    @Test
    void aVersionHoldsUntilTheContentChanges() {
        FileInfo first = backend.create("v", Content.of("1"));
        assertThat(backend.info("v").version()).isEqualTo(first.version());
        FileInfo second = backend.update("v", Content.of("2"), WriteOption.ifVersion(first.version().orElseThrow()));
        assertThat(second.version()).isNotEqualTo(first.version());
    }

    @Test
    void aRootThatWentIsToldFromAFileThatIsMissing() throws IOException {
        backend.create("a", Content.of("1"));
        Path away = root.resolveSibling(root.getFileName() + "-away");
        Files.move(root, away);
        try {
            assertThatThrownBy(() -> backend.read("b")).isInstanceOf(BackendUnavailableException.class);
        } finally {
            Files.move(away, root);
        }
        assertThat(backend.exists("b")).isFalse();
    }

    @Test
    void aClosedStoreSaysSo() throws IOException {
        FileBackend closed = StoreBackend.over(LocalStore.open(root, LocalStoreOptions.defaults()));
        closed.close();
        assertThatThrownBy(() -> closed.read("a")).isInstanceOf(StorageException.class);
    }

    private static List<String> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
