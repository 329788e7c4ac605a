package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {

    private static final byte[] LARGE = new byte[1_500_000];

    static {
        new Random(1).nextBytes(LARGE);
    }

    private static byte[] bytesOf(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(Channels.newChannel(out));
        return out.toByteArray();
    }

    private static String textOf(Content content) throws IOException {
        return new String(bytesOf(content), StandardCharsets.UTF_8);
    }

    @Test
    void bytesAreRepeatableAndKnowTheirLength() throws IOException {
        Content content = Content.of(LARGE);

        assertThat(bytesOf(content)).isEqualTo(LARGE);
        assertThat(bytesOf(content)).isEqualTo(LARGE);
        assertThat(content.length()).hasValue(LARGE.length);
        assertThat(content.repeatable()).isTrue();
        assertThat(bytesOf(Content.empty())).isEmpty();
        assertThat(Content.empty().length()).hasValue(0);
    }

    @Test
    void sinkCannotChangeTheBytes() throws IOException {
        Content.of(new byte[] {1}).writeTo(new Sink() {
            @Override
            public int write(ByteBuffer source) {
                assertThat(source.isReadOnly()).isTrue();
                return 1;
            }
        });
    }

    @Test
    void textIsUtf8() throws IOException {
        assertThat(textOf(Content.of("é😀\r\n"))).isEqualTo("é😀\r\n");
        assertThat(Content.of("é").length()).hasValue(2);
    }

    @Test
    void halfASurrogatePairIsNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.of("a\ud83d"))
                .withMessageContaining("half of a surrogate pair");
    }

    @Test
    void streamIsReadOnceAndNotClosed() throws IOException {
        InputStream stream = new ByteArrayInputStream(LARGE) {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        Content content = Content.of(stream);

        assertThat(content.repeatable()).isFalse();
        assertThat(content.length()).isEmpty();
        assertThat(bytesOf(content)).isEqualTo(LARGE);
        assertThat(bytesOf(content)).isEmpty();
    }

    @Test
    void channelIsReadOnceAndNotClosed() throws IOException {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(LARGE));

        assertThat(bytesOf(Content.of(channel))).isEqualTo(LARGE);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void fileIsReadFromItsStartEachTime(@TempDir Path folder) throws IOException {
        Path large = Files.write(folder.resolve("large"), LARGE);
        Path small = Files.write(folder.resolve("small"), new byte[] {1, 2, 3});
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);

        assertThat(bytesOf(Content.of(large))).isEqualTo(LARGE);
        assertThat(bytesOf(Content.of(large))).isEqualTo(LARGE);
        assertThat(bytesOf(Content.of(small))).containsExactly(1, 2, 3);
        assertThat(bytesOf(Content.of(empty))).isEmpty();
        assertThat(Content.of(small).length()).hasValue(3);
        assertThat(Content.of(small).repeatable()).isTrue();
    }

    @Test
    void fileThatIsNoneSaysSoWhenItIsRead(@TempDir Path folder) {
        Content missing = Content.of(folder.resolve("missing"));

        assertThat(missing.length()).isEmpty();
        assertThat(missing.repeatable()).isFalse();
        assertThatIOException().isThrownBy(() -> bytesOf(missing));
        assertThat(Content.of(folder).length()).isEmpty();
        assertThatIOException().isThrownBy(() -> bytesOf(Content.of(folder)));
    }

    @Test
    void chunksAreWrittenFromPositionToLimitAndLeftAlone() throws IOException {
        ByteBuffer chunk = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
        ByteBuffer direct = ByteBuffer.allocateDirect(2).put(0, (byte) 9).asReadOnlyBuffer();

        assertThat(bytesOf(Content.ofChunks(List.of(chunk, ByteBuffer.allocate(0), direct).iterator())))
                .containsExactly(2, 3, 9, 0);
        assertThat(chunk.remaining()).isEqualTo(2);
    }

    @Test
    void surrogatePairMayBeSplitBetweenChunks() throws IOException {
        assertThat(textOf(Content.ofTextChunks(List.of("a\ud83d", "", "\ude00b", "", "c").iterator())))
                .isEqualTo("a😀bc");
        assertThat(textOf(Content.ofTextChunks(List.<String>of().iterator()))).isEmpty();
    }

    @Property
    void textChunksAreTheTextHoweverItIsCut(@ForAll @IntRange(min = 1, max = 9) int size) throws IOException {
        String text = "aé😀\u0000z€".repeat(3000);
        List<CharSequence> chunks = new ArrayList<>();
        for (int i = 0; i < text.length(); i += size) {
            chunks.add(new StringBuilder(text.substring(i, Math.min(text.length(), i + size))));
        }

        assertThat(textOf(Content.ofTextChunks(chunks.iterator()))).isEqualTo(text);
    }

    @Test
    void textChunksWithHalfAPairFail() {
        for (List<String> chunks : List.of(List.of("a\ud83d"), List.of("a\ud83d", "b"), List.of("\ude00"))) {
            assertThatIOException()
                    .isThrownBy(() -> bytesOf(Content.ofTextChunks(chunks.iterator())))
                    .withMessageContaining("half of a surrogate pair");
        }
    }

    @Test
    void missingChunkIsAnError() {
        assertThatNullPointerException()
                .isThrownBy(() -> bytesOf(Content.ofTextChunks(Arrays.<String>asList("a", null).iterator())));
        assertThatNullPointerException()
                .isThrownBy(() -> bytesOf(Content.ofChunks(Arrays.<ByteBuffer>asList((ByteBuffer) null).iterator())));
    }

    @Test
    void failureOfTheSourcePasses() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("torn off");
            }
        };
        Iterator<ByteBuffer> exhausted = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ByteBuffer next() {
                throw new NoSuchElementException("nothing more");
            }
        };

        assertThatIOException().isThrownBy(() -> bytesOf(Content.of(broken))).withMessage("torn off");
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> bytesOf(Content.ofChunks(exhausted)));
    }

    @Test
    void ownKindOfSourceIsOneMethod() throws IOException {
        Content content = sink -> sink.write(ByteBuffer.wrap(new byte[] {7}));

        assertThat(bytesOf(content)).containsExactly(7);
        assertThat(content.length()).isEmpty();
        assertThat(content.repeatable()).isFalse();
    }

    @Test
    void nullIsNoSource() {
        assertThatNullPointerException().isThrownBy(() -> Content.of((byte[]) null));
        assertThatNullPointerException().isThrownBy(() -> Content.of((String) null));
        assertThatNullPointerException().isThrownBy(() -> Content.of((InputStream) null));
        assertThatNullPointerException().isThrownBy(() -> Content.of((ReadableByteChannel) null));
        assertThatNullPointerException().isThrownBy(() -> Content.of((Path) null));
        assertThatNullPointerException().isThrownBy(() -> Content.ofChunks(null));
        assertThatNullPointerException().isThrownBy(() -> Content.ofTextChunks(null));
    }

    private abstract static class Sink implements WritableByteChannel {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
