package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT sections 2 and 4: read, read text, read from an offset. */
abstract class ReadContract extends ContractSection {

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#needing")
    void whatIsMissingIsNotFound(Operation operation) {
        createAll("dir/file");
        assertNotFound(() -> operation.perform(backend, "missing"));
        assertNotFound(() -> operation.perform(backend, "dir/missing"));
        assertNotFound(() -> operation.perform(backend, "missing/file"));
        assertThat(walk("")).containsExactly("dir", "dir/file");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#needing")
    void nothingIsBelowAFile(Operation operation) {
        create("file", "content");
        assertNotFound(() -> operation.perform(backend, "file/below"));
        assertThat(backend.exists("file/below")).isFalse();
        assertThat(text("file")).isEqualTo("content");
    }

    @ParameterizedTest
    @MethodSource("io.foundry9.filebackend.testkit.Operation#reading")
    void aDirectoryHasNoContentToRead(Operation operation) {
        createAll("dir/file");
        assertRefused(Reason.IS_DIRECTORY, () -> operation.perform(backend, "dir"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "one\rtwo\nthree\r\n", "\uFEFFmarked", "\0", "é€😀", "a\u0301"})
    void textIsTheBytesDecodedAndNothingElse(String text) {
        create("text", text);
        assertThat(text("text")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 100, 8191, 8192, 8193, 16_383, 65_535, 65_536, 131_071})
    void aCharacterThatSpansTheEdgeOfABufferIsWhole(int before) {
        String text = "a".repeat(before - 1) + "😀" + "b".repeat(10);
        create("text", text);
        assertThat(text("text")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
            "ff, 0",
            "80, 0",
            "61ff62, 1",
            "c3a9c328, 2",
            "61c3, 1",
            "e282, 0",
            "f09f98, 0",
            "c080, 0",
            "eda080, 0",
            "f4908080, 0",
            "6162630aff0a, 4"
    })
    void malformedTextIsRefusedWithTheOffsetOfTheByte(String hex, int offset) {
        requires(Feature.EXACT_BYTES);
        byte[] malformed = HexFormat.of().parseHex(hex);
        for (int before : new int[] {0, 8192, 100_000}) {
            byte[] bytes = new byte[before + malformed.length];
            Arrays.fill(bytes, (byte) 'x');
            System.arraycopy(malformed, 0, bytes, before, malformed.length);
            backend.write("text", Content.of(bytes));
            InvalidOperationException error = assertRefused(Reason.MALFORMED_TEXT, () -> text("text"));
            assertThat(error.getMessage()).containsPattern("\\b" + (before + offset) + "\\b");
            assertThat(backend.read("text")).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 19_999, 20_000})
    void fromAnOffsetTheRestIsRead(int offset) throws IOException {
        requires(Feature.EXACT_BYTES);
        byte[] bytes = Samples.bytes(20_000);
        backend.create("file", Content.of(bytes));
        try (InputStream stream = backend.openRead("file", offset)) {
            assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, offset, bytes.length));
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void anOffsetBeyondTheEndOrBelowZeroIsRefused() {
        create("file", "four");
        backend.create("empty", Content.empty());
        for (long offset : new long[] {5, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> backend.openRead("file", offset));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> backend.openRead("empty", 1));
        assertNotFound(() -> backend.openRead("missing", 0));
        assertRefused(Reason.IS_DIRECTORY, () -> backend.openRead("", 0));
    }

    @Test
    void aStreamIsReadInAnyPortions() throws IOException {
        create("file", "abcdefghij");
        try (InputStream stream = backend.openRead("file")) {
            byte[] buffer = new byte[20];
            assertThat(stream.read()).isEqualTo('a');
            assertThat(stream.read(buffer, 0, 0)).isZero();
            assertThat(stream.readNBytes(buffer, 3, 2)).isEqualTo(2);
            assertThat(new String(buffer, 3, 2, StandardCharsets.US_ASCII)).isEqualTo("bc");
            assertThat(stream.skip(2)).isEqualTo(2);
            assertThat(stream.readAllBytes()).asString().isEqualTo("fghij");
            assertThat(stream.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void aStreamGoesOnWithTheOldContentWhenTheFileIsReplaced() throws IOException {
        requires(Feature.EXACT_BYTES);
        byte[] old = Samples.bytes(400_000);
        backend.create("file", Content.of(old));
        try (InputStream stream = backend.openRead("file")) {
            byte[] head = stream.readNBytes(10);
            backend.update("file", Content.of("new"));
            byte[] rest = stream.readAllBytes();
            assertThat(head).isEqualTo(Arrays.copyOf(old, 10));
            assertThat(rest).isEqualTo(Arrays.copyOfRange(old, 10, old.length));
        }
        assertThat(text("file")).isEqualTo("new");
    }

    @Test
    void aStreamMayBeClosedEarlyAndTwice() throws IOException {
        backend.create("file", Content.of(Samples.bytes(100_000)));
        InputStream stream = backend.openRead("file");
        stream.read();
        stream.close();
        stream.close();
        backend.delete("file");
    }

    @Test
    void existsTellsWhetherSomethingIsThere() {
        createAll("dir/file");
        assertThat(backend.exists("dir")).isTrue();
        assertThat(backend.exists("dir/file")).isTrue();
        assertThat(backend.exists("dir/other")).isFalse();
        assertThat(backend.exists("other/file")).isFalse();
    }
}
