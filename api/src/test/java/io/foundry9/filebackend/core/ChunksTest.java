package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.spi.StorePath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private static final StorePath PATH = StorePath.parse("a.bin");

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> chunks(byte[] content, int most, int chunkSize) {
        List<ByteBuffer> kept = new ArrayList<>();
        try (Stream<ByteBuffer> chunks = Chunks.stream(PATH, new TricklingReader(content, most), chunkSize, 0)) {
            chunks.forEach(kept::add);
        }
        return kept.stream().map(chunk -> {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            return copy;
        }).toList();
    }

    @Property(tries = 200)
    void allBytesComeInChunksOfTheSizeHoweverTheyArriveAndMayBeKept(@ForAll @IntRange(max = 300_000) int size,
            @ForAll @IntRange(min = 1, max = 100_000) int most,
            @ForAll @IntRange(min = 50, max = 80_000) int chunkSize) {
        byte[] content = bytes(size);
        ByteBuffer joined = ByteBuffer.allocate(size);
        List<byte[]> chunks = chunks(content, most, chunkSize);
        for (int i = 0; i < chunks.size(); i++) {
            boolean isLast = i == chunks.size() - 1;
            assertThat(chunks.get(i).length).isBetween(1, chunkSize);
            assertThat(isLast || chunks.get(i).length == chunkSize).isTrue();
            joined.put(chunks.get(i));
        }
        assertThat(joined.array()).isEqualTo(content);
    }

    @Test
    void noChunkShowsMoreThanItsOwnBytes() {
        try (Stream<ByteBuffer> chunks =
                Chunks.stream(PATH, new TricklingReader(bytes(10_000), Integer.MAX_VALUE), 1000, 0)) {
            assertThat(chunks).hasSize(10).allSatisfy(chunk -> {
                assertThat(chunk.capacity()).isEqualTo(1000);
                assertThat(chunk.isReadOnly()).isTrue();
            });
        }
    }
}
