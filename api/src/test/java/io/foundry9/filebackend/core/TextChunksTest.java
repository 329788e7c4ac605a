package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TextChunksTest {

    private static final StorePath PATH = StorePath.parse("a.txt");

    private static List<String> chunks(byte[] content, int chunkSize) {
        TricklingReader reader = new TricklingReader(content, 3);
        try (Stream<String> chunks = TextChunks.stream(PATH, reader, chunkSize)) {
            return chunks.toList();
        } finally {
            assertThat(reader.isOpen()).isFalse();
        }
    }

    @Property
    void aChunkHoldsAsManyWholeCodePointsAsFitAndAtLeastOne(@ForAll int[] points,
            @ForAll @IntRange(min = 1, max = 9) int chunkSize) {
        String text = new String(Arrays.stream(points).map(TextChunksTest::scalar).toArray(), 0, points.length);
        List<String> chunks = chunks(text.getBytes(StandardCharsets.UTF_8), chunkSize);

        assertThat(String.join("", chunks)).isEqualTo(text);
        for (int i = 0; i < chunks.size(); i++) {
            int size = size(chunks.get(i));
            assertThat(size <= chunkSize || chunks.get(i).codePointCount(0, chunks.get(i).length()) == 1).isTrue();
            if (i + 1 < chunks.size()) {
                String next = new StringBuilder().appendCodePoint(chunks.get(i + 1).codePointAt(0)).toString();
                assertThat(size + size(next)).as("the next code point would have fitted").isGreaterThan(chunkSize);
            }
        }
    }

    /** Any number as a code point that is no surrogate. */
    private static int scalar(int number) {
        int point = Math.floorMod(number, Character.MAX_CODE_POINT + 1);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point;
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Property
    void malformedTextFailsAtTheByteWhereItFailsAsAWhole(@ForAll byte[] content,
            @ForAll @IntRange(min = 1, max = 9) int chunkSize) {
        String whole = problem(() -> Utf8.decode(PATH, content, 0));
        String streamed = problem(() -> chunks(content, chunkSize));
        assertThat(streamed).isEqualTo(whole);
    }

    private static String problem(Runnable reading) {
        try {
            reading.run();
            return "";
        } catch (InvalidOperationException e) {
            assertThat(e.reason()).isEqualTo(Reason.MALFORMED_TEXT);
            return e.problem();
        }
    }

    @Test
    void theReplacementCharacterMayStandInAText() {
        assertThat(Utf8.decode(PATH, "a\uFFFDb".getBytes(StandardCharsets.UTF_8), 0)).isEqualTo("a\uFFFDb");
    }

    @Test
    void theErrorNamesTheByte() {
        assertThatThrownBy(() -> Utf8.decode(PATH, new byte[] {'a', 'b', (byte) 0xC3}, 10))
                .hasMessage("'a.txt': is not valid UTF-8 at byte 12; read it as bytes");
    }

    @Test
    void aHugeChunkSizeTakesNoMoreMemoryThanTheFile() {
        assertThat(chunks("short".getBytes(StandardCharsets.UTF_8), Integer.MAX_VALUE)).containsExactly("short");
    }
}
