package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1023,1023", "1024,1.0K", "1025,1.1K", "10239,10K", "10240,10K", "10241,11K", "1047552,1023K",
            "1047553,1.0M", "1048576,1.0M", "1073741824,1.0G", "4294967296,4.0G", "9223372036854775807,8.0E"})
    void sizesAreRoundedUp(long bytes, String text) {
        assertThat(Text.size(bytes)).isEqualTo(text);
    }

    @Property
    void aSizeNeverTakesMoreThanFiveCharacters(@ForAll @LongRange(min = 0) long bytes) {
        assertThat(Text.size(bytes)).hasSizeLessThanOrEqualTo(5).matches("[0-9]+(\\.[0-9])?[KMGTPE]?");
    }

    @Test
    void fewBytesAreCalledSo() {
        assertThat(Text.bytes(0)).isEqualTo("0 bytes");
        assertThat(Text.bytes(1)).isEqualTo("1 byte");
        assertThat(Text.bytes(1023)).isEqualTo("1023 bytes");
        assertThat(Text.bytes(1024)).isEqualTo("1.0K");
    }

    @Test
    void aVersionIsNamedByItsFirstDigits() {
        assertThat(Text.version("0123456789abcdef")).isEqualTo("0123456789");
        assertThat(Text.version("abc")).isEqualTo("abc");
    }

    @Test
    void whatWouldDisturbATerminalIsEscaped() {
        assertThat(Text.printable("a\u001B[2Jb\n\u0085\uD800é")).isEqualTo("a\\u001B[2Jb\\u000A\\u0085\\uD800é");
    }

    @Test
    void wordsThatAShellWouldTakeApartAreQuoted() {
        assertThat(Text.quoted("home:/a_b-c.d/é@1")).isEqualTo("home:/a_b-c.d/é@1");
        assertThat(Text.quoted("home:/a b")).isEqualTo("'home:/a b'");
        assertThat(Text.quoted("it's")).isEqualTo("'it'\\''s'");
    }

    @Test
    void oneIsNotMany() {
        assertThat(Text.count(1, "file", "files")).isEqualTo("1 file");
        assertThat(Text.count(0, "file", "files")).isEqualTo("0 files");
    }
}
