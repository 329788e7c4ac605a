package io.foundry9.filebackend.compat;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.FaultyStore;
import io.foundry9.filebackend.testkit.FaultyStore.Point;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users of a file system see of a store that fails. */
class TroubleTest extends VaultFiles {

    private final FaultyStore store = new FaultyStore(new MemoryStore());

    private Path file;

    @Override
    FileBackend open() {
        return StoreBackend.over(store);
    }

    @BeforeEach
    void makeAFile() throws IOException {
        file = Files.writeString(path("file"), "old");
    }

    private void failAt(Point point) {
        store.failAt(() -> new FileSystemException("/home/u/file", null, "the disk is on fire"), point);
    }

    @Test
    void aFailureNamesThePathAsItWasGivenAndNothingOfTheHost() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            failAt(Point.READ);
            assertThatThrownBy(in::read).isInstanceOf(FileSystemException.class)
                    .hasMessage("file: the disk is on fire").hasCauseInstanceOf(StorageException.class);
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(FileSystemException.class);
        }
        store.heal();
    }

    @Test
    void aStreamWhoseWriteFailedLeavesTheOldContent() throws IOException {
        OutputStream out = Files.newOutputStream(file);
        out.write('n');
        failAt(Point.WRITE);
        assertThatThrownBy(() -> out.write('e')).isInstanceOf(FileSystemException.class);
        store.heal();
        out.close();
        assertThat(file).hasContent("old");
    }

    @Test
    void whatCouldNotBeForcedIsTriedAgainAtTheEnd() throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'O'}));
            failAt(Point.PUBLISH);
            assertThatThrownBy(() -> channel.force(false)).isInstanceOf(FileSystemException.class);
            store.heal();
        }
        assertThat(file).hasContent("Old");
    }

    @Test
    void whatCannotBeLoadedIsNotOpened() {
        failAt(Point.OPEN);
        assertThatThrownBy(() -> Files.newByteChannel(file, WRITE)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.newByteChannel(file)).isInstanceOf(FileSystemException.class);
        store.heal();
    }

    @Test
    void oneThatCannotBeClosedKeepsNoOtherOpen() throws IOException {
        FileSystem closing = VaultFileSystems.of(backend);
        OutputStream one = Files.newOutputStream(closing.getPath("one"));
        Path other = closing.getPath("file");
        SeekableByteChannel two = Files.newByteChannel(other);
        one.write(1);
        failAt(Point.PUBLISH);
        assertThatThrownBy(closing::close).isInstanceOf(FileSystemException.class);
        store.heal();
        assertThat(two.isOpen()).isFalse();
        assertThatThrownBy(() -> Files.newInputStream(other))
                .isInstanceOf(ClosedFileSystemException.class);
    }

    @Test
    void aBackendThatIsAwayCannotEvenSayWhatItCan() throws IOException {
        try (FileSystem gone = VaultFileSystems.of(new Away(backend))) {
            assertThatThrownBy(gone::isReadOnly).hasRootCauseInstanceOf(StorageException.class);
        }
    }

    /** A backend whose capabilities cannot be asked for. */
    private static final class Away extends ForwardingFileBackend {
        private final FileBackend backend;

        Away(FileBackend backend) {
            this.backend = backend;
        }

        @Override
        protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
            return call.apply(backend);
        }

        @Override
        public Capabilities capabilities() {
            throw new StorageException(StorageException.Kind.IO, "", "is away", null);
        }
    }
}
