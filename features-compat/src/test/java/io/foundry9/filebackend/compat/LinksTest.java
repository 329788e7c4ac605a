package io.foundry9.filebackend.compat;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic links, of which a backend tells that they are there and follows them, but not where they lead. */
class LinksTest extends VaultFiles {

    private final MemoryVault memory = new MemoryVault();

    @Override
    FileBackend open() {
        return memory.open();
    }

    @Override
    void checkNothingLeftOpen() {
        memory.checkNothingLeftOpen();
    }

    @BeforeEach
    void makeLinks() throws IOException {
        Files.writeString(path("file"), "text");
        Files.createDirectory(path("dir"));
        Files.writeString(path("dir/inside"), "in");
        memory.memory.foreignLink("toFile", "file");
        memory.memory.foreignLink("toDir", "dir");
        memory.memory.foreignLink("broken", "missing");
        memory.memory.foreignLink("out", "/etc");
    }

    @Test
    void aLinkIsToldFromWhatItLeadsTo() throws IOException {
        assertThat(Files.isSymbolicLink(path("toFile"))).isTrue();
        assertThat(Files.isRegularFile(path("toFile"), NOFOLLOW_LINKS)).isFalse();
        assertThat(Files.isRegularFile(path("toFile"))).isTrue();
        assertThat(Files.isDirectory(path("toDir"))).isTrue();
        assertThat(Files.isDirectory(path("toDir"), NOFOLLOW_LINKS)).isFalse();
        assertThat(Files.exists(path("broken"))).isFalse();
        assertThat(Files.exists(path("broken"), NOFOLLOW_LINKS)).isTrue();
        assertThatThrownBy(() -> Files.readAttributes(path("broken"), BasicFileAttributes.class))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.size(path("out"))).isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 100, 4096, 65_537})
    void theLengthBehindALinkIsFound(int length) throws IOException {
        Files.write(path("file"), new byte[length]);
        assertThat(Files.size(path("toFile"))).isEqualTo(length);
    }

    @Test
    void timesBehindALinkAreNotKnown() throws IOException {
        assertThat(Files.getLastModifiedTime(path("toFile"))).isEqualTo(FileTime.from(Instant.EPOCH));
        assertThat(Files.getLastModifiedTime(path("toFile"), NOFOLLOW_LINKS).toInstant())
                .isEqualTo(backend.info("toFile").modified().orElseThrow());
    }

    @Test
    void contentIsReadAndWrittenThroughALink() throws IOException {
        assertThat(Files.readString(path("toFile"))).isEqualTo("text");
        Files.writeString(path("toFile"), "new");
        assertThat(Files.readString(path("file"))).isEqualTo("new");
        try (SeekableByteChannel channel = Files.newByteChannel(path("toFile"), READ, WRITE)) {
            channel.position(channel.size()).write(ByteBuffer.wrap(new byte[] {'!'}));
        }
        assertThat(Files.readString(path("file"))).isEqualTo("new!");
        assertThat(Files.isSymbolicLink(path("toFile"))).isTrue();
        assertThat(Files.readString(path("toDir/inside"))).isEqualTo("in");
        assertThatThrownBy(() -> Files.newByteChannel(path("toDir"))).isInstanceOf(FileSystemException.class);
    }

    @Test
    void whoFollowsNoLinksOpensNone() throws IOException {
        assertThatThrownBy(() -> Files.newByteChannel(path("toFile"), Set.of(READ, NOFOLLOW_LINKS)))
                .isInstanceOf(FileSystemException.class).hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> Files.newInputStream(path("toFile"), NOFOLLOW_LINKS))
                .isInstanceOf(FileSystemException.class);
        try (InputStream in = Files.newInputStream(path("file"), NOFOLLOW_LINKS)) {
            assertThat(in.readAllBytes()).hasSize(4);
        }
    }

    @Test
    void aLinkIsDeletedAndMovedItself() throws IOException {
        Files.move(path("toFile"), path("moved"));
        assertThat(Files.isSymbolicLink(path("moved"))).isTrue();
        Files.delete(path("moved"));
        assertThat(Files.exists(path("file"))).isTrue();
    }

    @Test
    void aCopyIsOfWhatTheLinkLeadsTo() throws IOException {
        Files.copy(path("toFile"), path("copy"));
        assertThat(Files.isRegularFile(path("copy"), NOFOLLOW_LINKS)).isTrue();
        Files.copy(path("file"), path("broken"), REPLACE_EXISTING);
        assertThat(Files.isRegularFile(path("broken"), NOFOLLOW_LINKS)).isTrue();
        assertThatThrownBy(() -> Files.copy(path("toFile"), path("copy2"), NOFOLLOW_LINKS))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aDirectoryBehindALinkIsReachedByNameOnly() throws IOException {
        assertThatThrownBy(() -> Files.newDirectoryStream(path("toDir"))).isInstanceOf(NotDirectoryException.class);
        try (var below = Files.walk(path(""))) {
            assertThat(below.map(Object::toString)).contains("toDir").doesNotContain("toDir/inside");
        }
    }

    @Test
    void whereALinkLeadsIsNotTold() {
        assertThatThrownBy(() -> Files.readSymbolicLink(path("toFile")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLinkStaysInItsVault() throws IOException {
        try (FileSystem other = VaultFileSystems.of(StoreBackend.over(new MemoryStore()))) {
            Files.copy(path("toFile"), other.getPath("copy"));
            assertThat(Files.readString(other.getPath("copy"))).isEqualTo("text");
            assertThatThrownBy(() -> Files.move(path("toFile"), other.getPath("moved")))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
