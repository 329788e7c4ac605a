package io.foundry9.filebackend.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompatibleFileBackendTest {

    private final TrackingStore store = new TrackingStore(new MemoryStore());
    private final FileBackend backend = StoreBackend.over(store);
    private final CompatibleFileBackend files = CompatibleFileBackend.over(backend);

    @AfterEach
    void nothingIsLeftOpen() {
        store.assertNothingOpen();
    }

    @Test
    void itFailsAsFilesDoes() throws IOException {
        files.create("dir/a.txt", Content.of("text"));

        assertThatThrownBy(() -> files.read("missing")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.create("dir/a.txt", Content.empty()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> files.delete("dir")).isInstanceOf(DirectoryNotEmptyException.class);
        assertThatThrownBy(() -> files.list("dir/a.txt")).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> files.read("dir")).isInstanceOf(FileSystemException.class)
                .hasMessage("dir: is a directory");
        assertThatThrownBy(() -> files.read("a\0b")).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void whatCanOnlyBeReadSaysSoAsJavaDoes() throws IOException {
        try (CompatibleFileBackend readOnly = CompatibleFileBackend
                .over(StoreBackend.over(MemoryStore.without(Feature.WRITES)))) {
            assertThatThrownBy(() -> readOnly.create("a", Content.empty()))
                    .isInstanceOf(ReadOnlyFileSystemException.class);
        }
    }

    @Test
    void whatIsClosedSaysSoAsJavaDoes() throws IOException {
        files.close();
        assertThatThrownBy(() -> files.read("a")).isInstanceOf(ClosedFileSystemException.class);
    }

    @Test
    void textThatIsNoneIsMalformedInput() throws IOException {
        files.create("a", Content.of(new byte[] {'a', (byte) 0xFF}));
        assertThatThrownBy(() -> files.readText("a")).isInstanceOf(MalformedInputException.class);
        try (Stream<String> chunks = files.streamText("a")) {
            assertThatThrownBy(chunks::toList).isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void aFailureOfTheConsumerOfAStreamIsItsOwn() throws IOException {
        files.create("a", Content.of("text"));
        StorageException own = new StorageException(StorageException.Kind.IO, "other", "failed", null);
        try (Stream<ByteBuffer> chunks = files.streamRead("a")) {
            assertThatThrownBy(() -> chunks.forEach(chunk -> {
                throw own;
            })).isSameAs(own);
        }
    }

    @Test
    void aStreamReadsAsTheOneBehindIt() throws IOException {
        files.create("a", Content.of("0123456789"));
        try (InputStream in = files.openRead("a", 1)) {
            assertThat(in.available()).isNotNegative();
            assertThat(in.read()).isEqualTo('1');
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.readNBytes(2)).isEqualTo("45".getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            assertThat(in.transferTo(rest)).isEqualTo(4);
            assertThat(rest).hasToString("6789");
        }
    }

    @Test
    void aHandleShowsWhatWasWrittenWhenItIsCommitted() throws IOException {
        try (CompatibleWriteHandle handle = files.openWrite("a")) {
            handle.write(ByteBuffer.wrap(new byte[] {'x'}));
            assertThat(handle.isOpen()).isTrue();
            assertThat(files.exists("a")).isFalse();
            assertThat(handle.commit().path()).isEqualTo("a");
        }
        assertThatThrownBy(() -> {
            try (CompatibleWriteHandle handle = files.openWrite("a", WriteOption.OVERWRITE)) {
                backend.delete("a");
                backend.createDirectory("a");
                handle.commit();
            }
        }).isInstanceOf(FileSystemException.class);
    }

    @Test
    void theBackendBehindItIsThereForWhatKeepsItsExceptions() throws IOException {
        files.write("a", Content.of("text"));
        assertThat(files.backend()).isSameAs(backend);
        assertThat(files.as(FileInfo.class)).isEmpty();
        assertThat(files).hasToString(backend + " with the exceptions of java.nio.file");
    }
}
