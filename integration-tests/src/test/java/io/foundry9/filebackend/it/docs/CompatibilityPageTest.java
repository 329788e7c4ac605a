package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.compat.CompatibleFileBackend;
import io.foundry9.filebackend.compat.ExceptionMapping;
import io.foundry9.filebackend.compat.VaultFileSystems;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code docs/compatibility.md}, run. */
class CompatibilityPageTest {

    @TempDir Path folder;

    private FileBackend files;

    @BeforeEach
    void open() {
        files = SchemeRegistry.discover().open("file://" + folder.resolve("files") + "?create_root=true");
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void everySampleOfThePageStandsHere() throws IOException {
        SamplesOnPage.of("docs/compatibility.md").areIn(CompatibilityPageTest.class);
    }

    @Test
    void asAFunction() {
        assertThatThrownBy(this::function).isInstanceOf(NoSuchFileException.class).hasMessage("notes/a.txt");
    }

    private void function() throws Exception {
        try {
            files.update("notes/a.txt", Content.of("new"));
        } catch (FileBackendException e) {
            throw ExceptionMapping.toJava(e); // here a NoSuchFileException, caused by e
        }
    }

    @Test
    void aroundABlock() throws IOException {
        files.create("notes/a.txt", Content.of("text"));
        Path source = Files.writeString(folder.resolve("source"), "source");

        String text = ExceptionMapping.asJava(() -> files.readText("notes/a.txt"));
        long size = ExceptionMapping.asBackend("import", "notes/b.txt", () -> Files.size(source));

        assertThat(text).isEqualTo("text");
        assertThat(size).isEqualTo(6);
        assertThatThrownBy(() -> ExceptionMapping.asBackend("import", "notes/b.txt",
                () -> Files.size(folder.resolve("missing")))).isInstanceOf(NotFoundException.class)
                .hasMessage("import 'notes/b.txt': not found");
    }

    @Test
    void asAWrapper() throws IOException {
        CompatibleFileBackend compatible = CompatibleFileBackend.over(files);
        compatible.create("notes/a.txt", Content.of("text"));
        try {
            compatible.delete("notes");
        } catch (DirectoryNotEmptyException e) {
            compatible.delete("notes", DeleteOption.RECURSIVE);
        }
        assertThat(compatible.exists("notes")).isFalse();
    }

    @Test
    void lineByLine() throws IOException {
        assertThat(before(Files.createDirectory(folder.resolve("before")))).isEqualTo("one\ntwo\n");
        assertThat(after(CompatibleFileBackend.over(files))).isEqualTo("one\ntwo\n");
        assertThat(files.list("notes")).extracting(info -> info.path()).containsExactly("notes/c.txt");
    }

    private String before(Path root) throws IOException {
        Files.createDirectories(root.resolve("notes"));
        Files.writeString(root.resolve("notes/a.txt"), "one\n");
        try {
            Files.createFile(root.resolve("notes/a.txt"));
        } catch (FileAlreadyExistsException e) {
            Files.writeString(root.resolve("notes/a.txt"), "two\n", StandardOpenOption.APPEND);
        }
        Files.copy(root.resolve("notes/a.txt"), root.resolve("notes/b.txt"));
        Files.move(root.resolve("notes/b.txt"), root.resolve("notes/c.txt"));
        Files.delete(root.resolve("notes/a.txt"));
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(1);
        }
        return Files.readString(root.resolve("notes/c.txt"));
    }

    private String after(CompatibleFileBackend root) throws IOException {
        root.createDirectory("notes", WriteOption.OVERWRITE);
        root.write("notes/a.txt", Content.of("one\n"));
        try {
            root.create("notes/a.txt", Content.empty());
        } catch (FileAlreadyExistsException e) {
            root.append("notes/a.txt", Content.of("two\n"));
        }
        root.copy("notes/a.txt", "notes/b.txt");
        root.move("notes/b.txt", "notes/c.txt");
        root.delete("notes/a.txt");
        try (Stream<String> all = root.walk("").filter(info -> info.isFile()).map(info -> info.path())) {
            assertThat(all).hasSize(1);
        }
        return root.readText("notes/c.txt");
    }

    @Test
    void outsideOsgi() throws IOException {
        String uri = "file://" + folder.resolve("docs") + "?create_root=true";

        try (VaultManager vaults = VaultManager.create(); Registration entered = VaultFileSystems.enter(vaults)) {
            vaults.register("docs", uri);
            Path note = Path.of(URI.create("vault://docs/notes/a.txt"));
            Files.createDirectories(note.getParent());
            Files.writeString(note, "text");
            try (FileSystem zip = FileSystems.newFileSystem(note.resolveSibling("a.zip"), Map.of("create", "true"))) {
                Files.copy(note, zip.getPath("a.txt"));
            }
        }
        assertThat(folder.resolve("docs/notes/a.zip")).isNotEmptyFile();
    }

    @Test
    void insideOsgi() throws IOException {
        try (VaultManager manager = VaultManager.create()) {
            manager.register("docs", "file://" + folder.resolve("docs") + "?create_root=true");
            VaultRegistry vaults = manager; // a service there

            try (FileSystem docs = VaultFileSystems.of(vaults, "docs")) {
                Path note = docs.getPath("a.txt");
                Files.writeString(note, "text");
                try (InputStream in = Files.newInputStream(note)) {
                    assertThat(in).hasContent("text");
                }
            }
        }
    }
}
