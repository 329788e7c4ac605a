package io.foundry9.filebackend.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SPARSE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.VersionMismatchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@link Files} does on a vault: content through streams and channels. */
abstract class ChannelOperations extends VaultFiles {

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String read(SeekableByteChannel channel, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // a channel may give less than asked
        }
        return UTF_8.decode(buffer.flip()).toString();
    }

    @Test
    void aFileIsReadAtAnyPosition() throws IOException {
        byte[] content = new byte[200_000];
        new Random(1).nextBytes(content);
        Files.write(path("a"), content);
        Random random = new Random(2);

        try (SeekableByteChannel channel = Files.newByteChannel(path("a"))) {
            assertThat(channel.size()).isEqualTo(content.length);
            for (int i = 0; i < 200; i++) {
                int from = i % 3 == 0 ? (int) channel.position() : random.nextInt(content.length);
                int length = Math.min(random.nextInt(5000), content.length - from);
                channel.position(from);
                ByteBuffer buffer = ByteBuffer.allocate(length);
                while (buffer.hasRemaining()) {
                    assertThat(channel.read(buffer)).isPositive();
                }
                assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(content, from, from + length));
            }
            channel.position(content.length + 5);
            assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
            channel.position(10);
            channel.position(50);
            assertThat(channel.read(ByteBuffer.allocate(1))).isOne();
            assertThat(channel.position()).isEqualTo(51);
            assertThatIllegalArgumentException().isThrownBy(() -> channel.position(-1));
            assertThatThrownBy(() -> channel.write(bytes("x"))).isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void aReaderNeverMixesTwoVersionsOfAFile() throws IOException {
        backend.create("a", Content.of("x".repeat(100_000)));
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"))) {
            assertThat(read(channel, 10)).isEqualTo("xxxxxxxxxx");
            backend.update("a", Content.of("y".repeat(100_000)));
            channel.position(90_000);
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("replaced");
        }
    }

    @Test
    void whatIsClosedIsClosed() throws IOException {
        Files.writeString(path("a"), "text");
        for (List<OpenOption> options : List.<List<OpenOption>>of(List.of(READ), List.of(WRITE), List.of(APPEND))) {
            SeekableByteChannel channel = Files.newByteChannel(path("a"), options.toArray(OpenOption[]::new));
            assertThat(channel.isOpen()).isTrue();
            channel.close();
            channel.close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> channel.position(1)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(channel::position).isInstanceOf(ClosedChannelException.class);
        }
        assertThat(path("a")).hasContent("text");
    }

    @Test
    void aFileIsWrittenAtAnyPositionAndChangesWhenTheChannelIsClosed() throws IOException {
        Files.writeString(path("a"), "0123456789");
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"), READ, WRITE)) {
            channel.position(4).write(bytes("xy"));
            assertThat(channel.position()).isEqualTo(6);
            assertThat(read(channel, 2)).isEqualTo("67");
            channel.position(12).write(bytes("z"));
            assertThat(channel.size()).isEqualTo(13);
            assertThat(Files.readString(path("a"))).isEqualTo("0123456789");
        }
        assertThat(Files.readString(path("a"))).isEqualTo("0123xy6789\0\0z");
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"), WRITE, SYNC)) {
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonReadableChannelException.class);
            channel.truncate(3);
        }
        assertThat(Files.readString(path("a"))).isEqualTo("012");
    }

    @Test
    void theOptionsSayWhatMayBeThere() throws IOException {
        assertThatThrownBy(() -> Files.newByteChannel(path("a"), WRITE)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("a"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("a"), READ, CREATE))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("x/a"), WRITE, CREATE))
                .isInstanceOf(NoSuchFileException.class);
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"), WRITE, CREATE_NEW, SPARSE)) {
            assertThat(Files.size(path("a"))).as("there at once").isZero();
            assertThatThrownBy(() -> Files.newByteChannel(path("a"), WRITE, CREATE_NEW))
                    .isInstanceOf(FileAlreadyExistsException.class);
            channel.write(bytes("new"));
        }
        assertThat(path("a")).hasContent("new");
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"), WRITE, CREATE, TRUNCATE_EXISTING)) {
            assertThat(channel.size()).isZero();
        }
        assertThat(Files.size(path("a"))).isZero();
        Files.createDirectory(path("d"));
        assertThatThrownBy(() -> Files.newByteChannel(path("d"), WRITE)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("d"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.newOutputStream(path("d"))).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> Files.newInputStream(path("d"))).isInstanceOf(FileSystemException.class);
    }

    @Test
    void optionsThatExcludeEachOtherAreRefused() throws IOException {
        Files.createFile(path("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.newByteChannel(path("a"), READ, APPEND));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Files.newByteChannel(path("a"), APPEND, TRUNCATE_EXISTING));
        assertThatIllegalArgumentException().isThrownBy(() -> Files.newOutputStream(path("a"), READ));
        assertThatThrownBy(() -> Files.newInputStream(path("a"), WRITE))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Files.newByteChannel(path("a"), new OpenOption() {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whoAppendsAlwaysWritesToTheEnd() throws IOException {
        try (SeekableByteChannel one = Files.newByteChannel(path("log"), CREATE, APPEND);
                SeekableByteChannel two = Files.newByteChannel(path("log"), APPEND)) {
            one.write(bytes("a"));
            two.position(0).write(bytes("b"));
            one.write(bytes("c"));
            one.write(bytes(""));
            assertThat(one.position()).isEqualTo(3);
            assertThat(Files.readString(path("log"))).isEqualTo("abc");
            assertThatIllegalArgumentException().isThrownBy(() -> one.position(-1));
            assertThatThrownBy(() -> one.read(ByteBuffer.allocate(1)))
                    .isInstanceOf(NonReadableChannelException.class);
            assertThatThrownBy(() -> one.truncate(0)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aStreamThatAppendsIsSeenWhenItIsFlushed() throws IOException {
        try (OutputStream out = Files.newOutputStream(path("log"), CREATE, APPEND)) {
            out.write("one".getBytes(UTF_8));
            out.flush();
            assertThat(Files.readString(path("log"))).isEqualTo("one");
            out.write("two".getBytes(UTF_8));
        }
        assertThat(Files.readString(path("log"))).isEqualTo("onetwo");
        assertThatThrownBy(() -> Files.newOutputStream(path("missing"), APPEND))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aStreamReplacesTheContentWhenItIsClosed() throws IOException {
        Files.writeString(path("a"), "a long old text");
        OutputStream out = Files.newOutputStream(path("a"));
        out.write('n');
        out.write("ew".getBytes(UTF_8));
        assertThat(path("a")).hasContent("a long old text");
        out.close();
        out.close();
        assertThat(path("a")).hasContent("new");
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aStreamThatDoesNotTruncateKeepsTheRest() throws IOException {
        Files.writeString(path("a"), "0123456789");
        Files.writeString(path("a"), "abc", WRITE);
        assertThat(path("a")).hasContent("abc3456789");
        Files.createFile(path("empty"));
        Files.writeString(path("empty"), "abc", WRITE);
        assertThat(path("empty")).hasContent("abc");
        Files.writeString(path("b"), "one", CREATE_NEW);
        assertThatThrownBy(() -> Files.writeString(path("b"), "two", CREATE_NEW))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Files.writeString(path("c"), "two", TRUNCATE_EXISTING))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ofTwoStreamsThatMakeOneFileTheSecondToCloseFails() throws IOException {
        OutputStream first = Files.newOutputStream(path("a"), CREATE_NEW);
        OutputStream second = Files.newOutputStream(path("a"), CREATE_NEW);
        first.write('1');
        second.write('2');
        first.close();
        assertThatThrownBy(second::close).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(path("a")).hasContent("1");
    }

    @Test
    void whatIsToBeDeletedOnCloseIs() throws IOException {
        for (List<OpenOption> options : List.<List<OpenOption>>of(List.of(READ, DELETE_ON_CLOSE),
                List.of(WRITE, DELETE_ON_CLOSE), List.of(APPEND, DELETE_ON_CLOSE))) {
            Files.writeString(path("a"), "text");
            Files.newByteChannel(path("a"), options.toArray(OpenOption[]::new)).close();
            assertThat(Files.exists(path("a"))).isFalse();
        }
        Files.writeString(path("a"), "text");
        try (InputStream in = Files.newInputStream(path("a"), DELETE_ON_CLOSE)) {
            assertThat(in.read()).isEqualTo('t');
        }
        try (OutputStream out = Files.newOutputStream(path("b"), CREATE, DELETE_ON_CLOSE)) {
            out.write('x');
        }
        assertThat(backend.list("")).isEmpty();
    }

    @Test
    void aStreamReadsAll() throws IOException {
        Files.writeString(path("a"), "text");
        try (InputStream in = Files.newInputStream(path("a"))) {
            assertThat(in.read()).isEqualTo('t');
            assertThat(in.readAllBytes()).isEqualTo("ext".getBytes(UTF_8));
            in.close();
        }
        try (OutputStream out = Files.newOutputStream(path("b"))) {
            Files.copy(path("a"), out);
        }
        assertThat(Files.mismatch(path("a"), path("b"))).isNegative();
    }

    @Test
    void anInterruptClosesAChannelThatReads() throws IOException {
        Files.write(path("a"), new byte[300_000]);
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"))) {
            channel.position(200_000);
            Thread.currentThread().interrupt();
            try {
                channel.read(ByteBuffer.allocate(10));
            } catch (ClosedByInterruptException e) {
                assertThat(channel.isOpen()).isFalse();
                assertThat(e).hasCauseInstanceOf(StorageException.class);
            }
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }

    @Test
    void aFileChannelDoesAllButLockAndWriteToMemory() throws IOException {
        Files.writeString(path("a"), "0123456789");
        try (FileChannel channel = FileChannel.open(path("a"), READ, WRITE);
                FileChannel copy = FileChannel.open(path("b"), CREATE, WRITE)) {
            assertThat(channel.write(new ByteBuffer[] {bytes("a"), bytes("b")})).isEqualTo(2);
            channel.write(bytes("x"), 5);
            channel.position(8).write(bytes("y"));
            assertThat(channel.position()).isEqualTo(9);
            channel.force(true);
            assertThat(Files.readString(path("a"))).isEqualTo("ab234x67y9");
            channel.write(bytes("!"), 10);
            ByteBuffer[] parts = {ByteBuffer.allocate(2), ByteBuffer.allocate(2)};
            assertThat(channel.position(0).read(parts)).isEqualTo(4);
            assertThat(channel.read(ByteBuffer.allocate(1))).isOne();
            assertThat(channel.read(ByteBuffer.allocate(5), 9)).isEqualTo(2);
            assertThat(channel.map(FileChannel.MapMode.READ_ONLY, 1, 3).get(0)).isEqualTo((byte) 'b');
            assertThat(channel.transferTo(0, 4, copy)).isEqualTo(4);
            assertThat(copy.transferFrom(channel.position(4), 4, 100)).isEqualTo(7);
            channel.truncate(2);
            assertThat(channel.size()).isEqualTo(2);
            assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_WRITE, 0, 1))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(channel::lock).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(channel::tryLock).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> copy.read(ByteBuffer.allocate(1), 0))
                    .isInstanceOf(NonReadableChannelException.class);
        }
        assertThat(Files.readString(path("a"))).isEqualTo("ab");
        assertThat(Files.readString(path("b"))).isEqualTo("ab234x67y9!");
        try (FileChannel channel = FileChannel.open(path("a"))) {
            assertThatThrownBy(() -> channel.write(bytes("x"), 0)).isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
        }
        assertThatThrownBy(() -> FileChannel.open(path("a"), APPEND))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> FileChannel.open(path("x"), WRITE)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aChangeOfSomeoneElseIsNotOverwrittenByAPartialOne() throws IOException {
        Files.writeString(path("a"), "0123456789");
        SeekableByteChannel channel = Files.newByteChannel(path("a"), WRITE);
        channel.write(bytes("x"));
        backend.update("a", Content.of("someone else's"));
        assertThatThrownBy(channel::close).isInstanceOf(FileSystemException.class)
                .hasCauseInstanceOf(VersionMismatchException.class);
        assertThat(Files.readString(path("a"))).isEqualTo("someone else's");
    }

    @Test
    void noTemporaryFileStays() throws IOException {
        Files.writeString(path("a"), "text");
        try (SeekableByteChannel channel = Files.newByteChannel(path("a"), WRITE)) {
            channel.write(bytes("T"));
        }
        assertThat(path("a")).hasContent("Text");
        try (DirectoryStream<Path> spools = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")),
                "vault*.spool")) {
            assertThat(spools).isEmpty();
        }
    }
}
