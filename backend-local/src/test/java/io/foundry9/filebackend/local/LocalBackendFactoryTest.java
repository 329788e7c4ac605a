package io.foundry9.filebackend.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What URIs of the scheme file mean, and how wrong ones are refused. */
class LocalBackendFactoryTest {

    @TempDir Path folder;

    private final BackendFactory factory = new LocalBackendFactory();

    private Store open(String text) throws IOException {
        BackendUri uri = BackendUri.parse(text);
        return factory.open(uri, Parameters.of(factory.parameters(), uri));
    }

    @Test
    void theServiceLoaderFindsIt() {
        assertThat(ServiceLoader.load(BackendFactory.class)).anyMatch(LocalBackendFactory.class::isInstance);
    }

    @Test
    void anAbsolutePathIsARoot() throws IOException {
        try (FileBackend backend = StoreBackend.over(open("file://" + folder))) {
            backend.create("a.txt", Content.of("x"));
        }
        assertThat(folder.resolve("a.txt")).hasContent("x");
    }

    @Test
    void aRelativePathStartsAtTheWorkingDirectory() throws IOException {
        try (Store store = open("file://target/tmp")) {
            assertThat(store.capabilities()).isNotNull();
        }
    }

    @Test
    void percentEncodingIsHonoured() throws IOException {
        Path spaced = Files.createDirectory(folder.resolve("a b@c"));
        Files.createFile(spaced.resolve("x"));
        try (FileBackend backend = StoreBackend.over(open("file://" + folder + "/a%20b@c"))) {
            assertThat(backend.exists("x")).isTrue();
        }
    }

    @Test
    void aHostIsRefusedWithAHint() {
        assertThatThrownBy(() -> open("file://localhost/tmp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file:///");
    }

    @Test
    void aMissingPathIsSaid() {
        assertThatThrownBy(() -> open("file://"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("path is missing");
    }

    @Test
    void aPathThatNoFileSystemTakesIsRefused() {
        assertThatThrownBy(() -> open("file:///tmp/a%00b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be expressed");
    }

    @Test
    void aMissingRootIsMadeOnlyWhenAskedFor() throws IOException {
        Path missing = folder.resolve("x/y");
        assertThatThrownBy(() -> open("file://" + missing))
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("create_root=true");
        assertThat(missing).doesNotExist();
        open("file://" + missing + "?create_root=true").close();
        assertThat(missing).isDirectory();
    }

    @Test
    void aFileIsNoRoot() throws IOException {
        Path file = Files.createFile(folder.resolve("f"));
        assertThatThrownBy(() -> open("file://" + file))
                .isInstanceOf(FileBackendException.class)
                .hasMessageContaining("not a directory");
    }

    @Test
    void durabilityIsOneOfTwo() throws IOException {
        try (FileBackend backend = StoreBackend.over(open("file://" + folder + "?durability=power"))) {
            backend.create("d/e.txt", Content.of("x"));
            backend.move("d", "f");
            backend.delete("f/e.txt");
        }
        assertThatThrownBy(() -> open("file://" + folder + "?durability=hope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("durability");
    }
}
