package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.WriteOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT section 2: stream read, stream write. */
abstract class StreamContract extends ContractSection {

    private static final int DEFAULT = FileBackend.DEFAULT_CHUNK_SIZE;
    private static final int[] SIZES = {0, 1, 2, 7, DEFAULT - 1, DEFAULT, DEFAULT + 1, 3 * DEFAULT};

    private List<ByteBuffer> chunks(int chunkSize) {
        try (Stream<ByteBuffer> chunks = backend.streamRead("file", chunkSize)) {
            return chunks.toList();
        }
    }

    private List<String> texts(int chunkSize) {
        try (Stream<String> chunks = backend.streamText("file", chunkSize)) {
            return chunks.toList();
        }
    }

    private static byte[] joined(List<ByteBuffer> chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer chunk : chunks) {
            byte[] part = new byte[chunk.remaining()];
            chunk.duplicate().get(part);
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static List<ByteBuffer> split(byte[] bytes, int size) {
        List<ByteBuffer> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            parts.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
        return parts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4096, DEFAULT - 1, DEFAULT, DEFAULT + 1, 1 << 20, Integer.MAX_VALUE})
    void chunksAreOfTheirSizeAndOnlyTheLastMayBeShorter(int chunkSize) {
        requires(Feature.EXACT_BYTES);
        for (int size : SIZES) {
            byte[] bytes = Samples.bytes(size);
            backend.write("file", Content.of(bytes));
            List<ByteBuffer> chunks = chunks(chunkSize);
            assertThat(chunks).hasSize((int) ((size + (long) chunkSize - 1) / chunkSize));
            for (int i = 0; i < chunks.size() - 1; i++) {
                assertThat(chunks.get(i).remaining()).isEqualTo(chunkSize);
            }
            assertThat(joined(chunks)).isEqualTo(bytes);
        }
    }

    @Test
    void withoutAWordChunksHave8192Bytes() {
        backend.create("file", Content.of("x".repeat(2 * 8192 + 1)));
        try (Stream<ByteBuffer> chunks = backend.streamRead("file");
                Stream<String> texts = backend.streamText("file")) {
            assertThat(chunks.map(ByteBuffer::remaining)).containsExactly(8192, 8192, 1);
            assertThat(texts.map(String::length)).containsExactly(8192, 8192, 1);
        }
    }

    @Test
    void chunksAreFreshAndReadOnly() {
        create("file", "abcdef");
        List<ByteBuffer> chunks = chunks(2);
        assertThat(chunks).allMatch(ByteBuffer::isReadOnly);
        assertThat(chunks.stream().map(chunk -> StandardCharsets.UTF_8.decode(chunk).toString()))
                .containsExactly("ab", "cd", "ef");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 100})
    void textChunksAreWholeCodePointsAsManyAsFitAndAtLeastOne(int chunkSize) {
        String text = "aé€😀bcdéé€€😀😀x\r\ny𝄞z";
        create("file", text);
        assertThat(texts(chunkSize)).isEqualTo(inChunks(text, chunkSize));
    }

    private static List<String> inChunks(String text, int chunkSize) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        int bytes = 0;
        for (int point : text.codePoints().toArray()) {
            String one = Character.toString(point);
            int length = one.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > 0 && bytes + length > chunkSize) {
                chunks.add(chunk.toString());
                chunk.setLength(0);
                bytes = 0;
            }
            chunk.append(one);
            bytes += length;
        }
        chunks.add(chunk.toString());
        return chunks;
    }

    @Test
    void anEmptyFileHasNoChunks() {
        backend.create("file", Content.empty());
        assertThat(chunks(10)).isEmpty();
        assertThat(texts(10)).isEmpty();
    }

    @Test
    void malformedTextFailsInTheChunkWhereItLies() {
        requires(Feature.EXACT_BYTES);
        backend.create("file", Content.of(new byte[] {'a', 'b', 'c', 'd', (byte) 0xFF, 'e'}));
        List<String> seen = new ArrayList<>();
        try (Stream<String> chunks = backend.streamText("file", 2)) {
            assertThat(assertRefused(Reason.MALFORMED_TEXT, () -> chunks.forEach(seen::add)).getMessage())
                    .containsPattern("\\b4\\b");
        }
        assertThat(seen).containsExactly("ab", "cd");
    }

    @Test
    void aChunkSizeBelowOneIsRefused() {
        create("file", "x");
        for (int chunkSize : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> backend.streamRead("file", chunkSize));
            assertThatIllegalArgumentException().isThrownBy(() -> backend.streamText("file", chunkSize));
        }
    }

    @Test
    void aStreamMayBeClosedEarly() {
        backend.create("file", Content.of("x".repeat(50_000)));
        try (Stream<ByteBuffer> chunks = backend.streamRead("file", 100);
                Stream<String> texts = backend.streamText("file", 100)) {
            assertThat(chunks.findFirst()).isPresent();
            assertThat(texts.limit(2).count()).isEqualTo(2);
        }
    }

    @Test
    void contentComesFromAStream() {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(300_001);
        InputStream source = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] sink, int offset, int length) {
                return super.read(sink, offset, Math.min(length, 777));
            }
        };
        backend.create("file", Content.of(source));
        assertThat(backend.read("file")).isEqualTo(bytes);
    }

    @Test
    void contentComesFromAChannel() {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(300_001);
        backend.create("file", Content.of(Channels.newChannel(new ByteArrayInputStream(bytes))));
        assertThat(backend.read("file")).isEqualTo(bytes);
    }

    @Test
    void contentComesFromChunks() {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(100_001);
        List<ByteBuffer> parts = split(bytes, 1_000);
        parts.add(3, ByteBuffer.allocate(0));
        parts.add(ByteBuffer.allocateDirect(0));
        backend.create("file", Content.ofChunks(parts.iterator()));
        assertThat(backend.read("file")).isEqualTo(bytes);
    }

    @Test
    void contentComesFromChunksOfText() {
        backend.create("file", Content.ofTextChunks(List.of("é€", "", "\uD83D", "\uDE00", "\r\n").iterator()));
        assertThat(text("file")).isEqualTo("é€😀\r\n");
    }

    @Test
    void contentComesFromAPublisher() {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(100_001);
        backend.create("file", Content.of(publisherOf(split(bytes, 3_000))));
        assertThat(backend.read("file")).isEqualTo(bytes);
    }

    /** Emits from a thread of its own, as publishers do. */
    private static Flow.Publisher<ByteBuffer> publisherOf(List<ByteBuffer> parts) {
        return subscriber -> {
            SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 4);
            publisher.subscribe(subscriber);
            new Thread(() -> {
                parts.forEach(publisher::submit);
                publisher.close();
            }, "test-publisher").start();
        };
    }

    @Test
    void aFileOfTheHostIsASourceToo(@TempDir Path folder) throws Exception {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(50_000);
        Path source = Files.write(folder.resolve("source"), bytes);
        backend.create("file", Content.of(source));
        assertThat(backend.read("file")).isEqualTo(bytes);
    }

    @Test
    void whatComesFromOneFileGoesIntoAnother() throws Exception {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(100_000);
        backend.create("one", Content.of(bytes));
        try (InputStream stream = backend.openRead("one")) {
            backend.create("two", Content.of(stream));
        }
        try (Stream<ByteBuffer> chunks = backend.streamRead("one", 100)) {
            backend.create("three", Content.ofChunks(chunks.iterator()));
        }
        assertThat(backend.read("two")).isEqualTo(bytes);
        assertThat(backend.read("three")).isEqualTo(bytes);
    }

    @Test
    void aWriteIntoTheVeryFileThatIsReadIsWhole() throws Exception {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(400_000);
        backend.create("file", Content.of(bytes));
        try (InputStream stream = backend.openRead("file", 100_000)) {
            backend.update("file", Content.of(stream));
        }
        assertThat(backend.read("file")).isEqualTo(Arrays.copyOfRange(bytes, 100_000, bytes.length));
    }

    @Test
    void progressIsToldAsFarAsItGoes() {
        byte[] bytes = Samples.bytes(300_000);
        List<Long> told = new ArrayList<>();
        ProgressListener listener = (done, total) -> told.add(done);
        backend.create("file", Content.of(new ByteArrayInputStream(bytes)), WriteOption.progress(listener));
        assertThat(told).isSorted().last().isEqualTo(300_000L);
        told.clear();
        backend.checksum("file", ChecksumAlgorithm.MD5, ReadOption.progress(listener));
        if (!backend.capabilities().knownChecksums().contains(ChecksumAlgorithm.MD5)) {
            assertThat(told).isSorted().last().isEqualTo(300_000L);
        }
    }
}
