package io.foundry9.filebackend.compat;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Files} does on a vault: entries as a whole. */
abstract class FilesOperations extends VaultFiles {

    private static List<String> list(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            return children(children);
        }
    }

    private static List<String> children(DirectoryStream<Path> stream) {
        List<String> all = new java.util.ArrayList<>();
        stream.forEach(path -> all.add(path.toString()));
        return all;
    }

    @Test
    void aDirectoryIsMadeWhereItsParentIs() throws IOException {
        Files.createDirectory(path("/a"));

        assertThat(Files.isDirectory(path("a"))).isTrue();
        assertThatThrownBy(() -> Files.createDirectory(path("/a"))).isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage("/a");
        assertThatThrownBy(() -> Files.createDirectory(path("/x/y"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.createDirectory(path("/"))).isInstanceOf(FileAlreadyExistsException.class);
        Files.createFile(path("/f"));
        assertThatThrownBy(() -> Files.createDirectory(path("/f"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Files.createDirectory(path("/b"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))))
                .isInstanceOf(UnsupportedOperationException.class);
        Files.createDirectories(path("/x/y/z"));
        Files.createDirectories(path("/x/y/z"));
        assertThat(list(path("/x/y"))).containsExactly("/x/y/z");
    }

    @Test
    void aFileIsMadeOnceAndOnlyInADirectory() throws IOException {
        Files.createFile(path("a"));

        assertThat(Files.size(path("a"))).isZero();
        assertThatThrownBy(() -> Files.createFile(path("a"))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Files.createFile(path("x/a"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.createFile(path("a/b"))).isInstanceOf(FileSystemException.class);
        assertThat(Files.exists(path("x"))).isFalse();
    }

    @Test
    void temporaryFilesAndDirectoriesAreMade() throws IOException {
        Files.createDirectory(path("/tmp"));
        assertThat(Files.createTempFile(path("/tmp"), "one", ".txt")).exists().isNotEqualTo(
                Files.createTempFile(path("/tmp"), "one", ".txt"));
        assertThat(Files.createTempDirectory(path("/tmp"), "dir")).isDirectory();
    }

    @Test
    void textIsWrittenReadAndAppended() throws IOException {
        Files.writeString(path("a.txt"), "one\ntwo\n");
        Files.writeString(path("a.txt"), "three\n", java.nio.file.StandardOpenOption.APPEND);

        assertThat(Files.readString(path("a.txt"))).isEqualTo("one\ntwo\nthree\n");
        assertThat(Files.readAllLines(path("a.txt"))).containsExactly("one", "two", "three");
        try (var lines = Files.lines(path("a.txt"))) {
            assertThat(lines).containsExactly("one", "two", "three");
        }
        Files.write(path("b"), new byte[] {(byte) 0xFF});
        assertThatThrownBy(() -> Files.readString(path("b"))).isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(() -> Files.readString(path("missing"))).isInstanceOf(NoSuchFileException.class)
                .hasMessage("missing");
    }

    @Test
    void whatIsDeletedIsGone() throws IOException {
        Files.createDirectories(path("d/e"));
        Files.createFile(path("d/f"));

        assertThatThrownBy(() -> Files.delete(path("d"))).isInstanceOf(DirectoryNotEmptyException.class)
                .hasMessage("d");
        assertThatThrownBy(() -> Files.delete(path("x"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.delete(path("/"))).isInstanceOf(FileSystemException.class);
        assertThat(Files.deleteIfExists(path("x"))).isFalse();
        assertThat(Files.deleteIfExists(path("d/e"))).isTrue();
        Files.delete(path("d/f"));
        Files.delete(path("d"));
        assertThat(list(path("/"))).isEmpty();
    }

    @Test
    void aDirectoryIsListedSortedAndFiltered() throws IOException {
        for (String name : List.of("b.txt", "a.txt", "c.md")) {
            Files.createFile(path(name));
        }
        assertThat(list(path(""))).containsExactly("a.txt", "b.txt", "c.md");
        assertThat(list(path("/"))).containsExactly("/a.txt", "/b.txt", "/c.md");
        try (DirectoryStream<Path> texts = Files.newDirectoryStream(path("/"), "*.{txt,text}")) {
            assertThat(children(texts)).containsExactly("/a.txt", "/b.txt");
        }
        assertThatThrownBy(() -> list(path("a.txt"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> list(path("x"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aListingIsIteratedOnceAndEndsWhenItIsClosed() throws IOException {
        Files.createFile(path("a"));
        Files.createFile(path("b"));
        DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"));
        Iterator<Path> paths = stream.iterator();
        assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
        assertThat(paths.next()).hasToString("/a");
        stream.close();
        assertThat(paths.hasNext()).isFalse();
        assertThatThrownBy(paths::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFilterThatFailsEndsTheListing() throws IOException {
        Files.createFile(path("a"));
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path("/"), path -> {
            throw new IOException("the filter's own");
        })) {
            assertThatThrownBy(() -> stream.iterator().hasNext()).isInstanceOf(DirectoryIteratorException.class)
                    .hasStackTraceContaining("the filter's own");
        }
    }

    @Test
    void aFileIsCopied() throws IOException {
        Files.writeString(path("a"), "text");
        Files.writeString(path("b"), "old");

        Files.copy(path("a"), path("c"), COPY_ATTRIBUTES);
        assertThat(path("c")).hasContent("text");
        assertThatThrownBy(() -> Files.copy(path("a"), path("b"))).isInstanceOf(FileAlreadyExistsException.class);
        Files.copy(path("a"), path("b"), REPLACE_EXISTING);
        assertThat(path("b")).hasContent("text");
        Files.copy(path("a"), path("/a"));
        assertThatThrownBy(() -> Files.copy(path("x"), path("y"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.copy(path("a"), path("x/y"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.copy(path("a"), path("y"), ATOMIC_MOVE))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.copy(path("a"), path("y"), new CopyOption() {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aDirectoryIsCopiedWithoutWhatIsInIt() throws IOException {
        Files.createDirectories(path("d/e"));
        Files.createFile(path("f"));

        Files.copy(path("d"), path("copy"));
        assertThat(list(path("copy"))).isEmpty();
        Files.copy(path("d"), path("f"), REPLACE_EXISTING);
        assertThat(path("f")).isDirectory();
        assertThatThrownBy(() -> Files.copy(path("copy"), path("d"), REPLACE_EXISTING))
                .isInstanceOf(DirectoryNotEmptyException.class);
    }

    @Test
    void anEntryIsMovedWithAllThatIsInIt() throws IOException {
        Files.createDirectories(path("d/e"));
        Files.writeString(path("d/e/f"), "text");
        Files.writeString(path("g"), "old");
        Files.createDirectory(path("empty"));

        Files.move(path("d"), path("moved"));
        assertThat(Files.exists(path("d"))).isFalse();
        assertThatThrownBy(() -> Files.move(path("moved/e/f"), path("g")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Files.move(path("g"), path("moved"), REPLACE_EXISTING))
                .isInstanceOf(DirectoryNotEmptyException.class);
        Files.move(path("moved/e/f"), path("g"), REPLACE_EXISTING);
        assertThat(path("g")).hasContent("text");
        Files.move(path("g"), path("empty"), REPLACE_EXISTING);
        assertThat(path("empty")).hasContent("text");
        Files.writeString(path("g"), "again");
        Files.move(path("empty"), path("g"), ATOMIC_MOVE);
        assertThat(path("g")).hasContent("text");
        Files.move(path("g"), path("./g"));
        assertThatThrownBy(() -> Files.move(path("moved"), path("moved/below")))
                .isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.move(path("x"), path("y"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void entriesGoFromOneVaultToAnother() throws IOException {
        try (FileSystem other = VaultFileSystems.of(StoreBackend.over(new MemoryStore()))) {
            Files.createDirectory(path("d"));
            Files.writeString(path("d/f"), "text");

            Files.copy(path("d"), other.getPath("d"));
            Files.copy(path("d/f"), other.getPath("d/f"));
            assertThat(other.getPath("d/f")).hasContent("text");
            assertThatThrownBy(() -> Files.move(path("d"), other.getPath("e")))
                    .isInstanceOf(DirectoryNotEmptyException.class);
            assertThatThrownBy(() -> Files.move(path("d/f"), other.getPath("f"), ATOMIC_MOVE))
                    .isInstanceOf(AtomicMoveNotSupportedException.class);
            Files.move(path("d/f"), other.getPath("d/f"), REPLACE_EXISTING);
            Files.move(path("d"), other.getPath("e"));
            assertThat(other.getPath("e")).isDirectory();
            assertThat(list(path("/"))).isEmpty();
            assertThat(Files.isSameFile(path("/"), other.getPath("/"))).isFalse();
        }
    }

    @Test
    void entriesGoToTheHostAndBack(@TempDir Path host) throws IOException {
        Files.writeString(path("a"), "text");
        Files.copy(path("a"), host.resolve("a"));
        Files.move(host.resolve("a"), path("b"));
        assertThat(path("b")).hasContent("text");
        Files.move(path("b"), host.resolve("b"));
        assertThat(host.resolve("b")).hasContent("text");
        assertThat(list(path("/"))).containsExactly("/a");
    }

    @Test
    void whetherTwoPathsAreOneFileIsToldByTheirNames() throws IOException {
        Files.createFile(path("a"));
        Files.createFile(path("b"));
        assertThat(Files.isSameFile(path("a"), path("/x/../a"))).isTrue();
        assertThat(Files.isSameFile(path("a"), path("b"))).isFalse();
        assertThat(Files.isSameFile(path("missing"), path("missing"))).isTrue();
        assertThat(Files.isSameFile(path("a"), Path.of("a"))).isFalse();
        assertThatThrownBy(() -> Files.isSameFile(path("a"), path("missing")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void namesThatBeginWithADotAreHidden() throws IOException {
        assertThat(Files.isHidden(path("d/.a"))).isTrue();
        assertThat(Files.isHidden(path(".d/a"))).isFalse();
        assertThat(Files.isHidden(path("/"))).isFalse();
    }

    @Test
    void theRealPathIsTheAbsoluteNormalizedOne() throws IOException {
        Files.createFile(path("a"));
        assertThat(path("./x/../a").toRealPath()).isEqualTo(path("/a"));
        assertThatThrownBy(() -> path("x").toRealPath(LinkOption.NOFOLLOW_LINKS))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void theStoreTellsWhatItKnows() throws IOException {
        FileStore store = Files.getFileStore(path("/"));
        assertThat(store.type()).isEqualTo("vault");
        assertThat(store.name()).isEmpty();
        assertThat(store.isReadOnly()).isFalse();
        assertThat(store.supportsFileAttributeView("basic")).isTrue();
        assertThat(store.getFileStoreAttributeView(java.nio.file.attribute.FileStoreAttributeView.class)).isNull();
        assertThat(vault.getFileStores()).containsExactly(store);
        assertThat(store).hasSameHashCodeAs(vault.getFileStores().iterator().next());
        assertThatThrownBy(store::getTotalSpace).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(store::getUsableSpace).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(store::getUnallocatedSpace).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> store.getAttribute("totalSpace")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.getFileStore(path("x"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatAVaultCannotDoIsUnsupported() throws IOException {
        Files.createFile(path("a"));
        assertThatThrownBy(() -> Files.createSymbolicLink(path("l"), path("a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.createLink(path("l"), path("a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> AsynchronousFileChannel.open(path("a")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(vault::newWatchService).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(vault::getUserPrincipalLookupService).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.readSymbolicLink(path("a"))).isInstanceOf(NotLinkException.class);
    }

    @Test
    void pathsOfOthersAreRefused() throws IOException {
        var provider = vault.provider();
        Path foreign = Path.of("/a");
        assertThatThrownBy(() -> provider.delete(foreign)).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> provider.copy(foreign, path("a"))).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> provider.isHidden(foreign)).isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> provider.newDirectoryStream(null, path -> true))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatBackendsRefuseOnlyWhenTheyHearOfItIsAFailureOfTheFileSystem() {
        Path tooLong = path("/" + "x/".repeat(600));
        assertThatThrownBy(() -> Files.readAttributes(tooLong, "*")).isInstanceOf(FileSystemException.class)
                .hasMessageContaining("1024");
    }

    @Test
    void theFileSystemDescribesItself() {
        assertThat(vault.getSeparator()).isEqualTo("/");
        assertThat(vault.isReadOnly()).isFalse();
        assertThat(vault.getRootDirectories()).containsExactly(path("/"));
        assertThat(vault.provider().getScheme()).isEqualTo("vault");
        assertThat(vault).hasToString("file system over " + backend);
        assertThat(vault.getFileStores().iterator().next()).hasToString("store of the " + vault);
    }

    @Test
    void aClosedFileSystemDoesNothingMoreAndItsBackendIsUntouched() throws IOException {
        Path file = Files.createFile(path("a"));
        var in = Files.newInputStream(file);
        var out = Files.newOutputStream(path("b"));
        out.write('x');
        vault.close();
        vault.close();

        assertThat(vault.isOpen()).isFalse();
        assertThatThrownBy(() -> Files.size(file)).isInstanceOf(ClosedFileSystemException.class);
        assertThatThrownBy(() -> vault.getPath("b")).isInstanceOf(ClosedFileSystemException.class);
        assertThatThrownBy(() -> out.write('y')).isInstanceOf(IOException.class);
        in.close();
        assertThat(backend.readText("b")).isEqualTo("x");
        backend.write("a", Content.of("still"));
    }

    @Test
    void patternsAndSettingsThatMakeNoSenseAreIllegalArguments() {
        assertThatIllegalArgumentException().isThrownBy(() -> vault.getPathMatcher("nothing"));
    }
}
