package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PassageTest {

    @Test
    void whiteSpaceOfAllKindsIsOneBlank() {
        assertThat(Passage.line("\n\t one\r\n\r\ntwo\u00A0\u0085\u2028three\f ")).isEqualTo("one two three");
        assertThat(Passage.line(" \n ")).isEmpty();
    }

    @Test
    void whatWouldDisturbATerminalIsEscaped() {
        assertThat(Passage.line("a\u001B[2Jb\u0007\u009Bc")).isEqualTo("a\\u001B[2Jb\\u0007\\u009Bc");
    }

    @Test
    void whatFitsIsLeftAsItIs() {
        assertThat(Passage.beginning("one two", 7, 2)).containsExactly("one two");
        assertThat(Passage.beginning("one two three", 7, 2)).containsExactly("one two", "three");
        assertThat(Passage.beginning(" ", 7, 2)).isEmpty();
    }

    @Test
    void aSignTellsThatThereIsMore() {
        assertThat(Passage.beginning("one two three four", 7, 2)).containsExactly("one two", "three…");
        assertThat(Passage.beginning("one two three f", 7, 2)).containsExactly("one two", "three f");
        assertThat(Passage.beginning("one two", 6, 1)).containsExactly("one…");
    }

    @Test
    void aWordThatIsLongerThanALineIsBroken() {
        assertThat(Passage.beginning("abcdefghij", 4, 2)).containsExactly("abcd", "efg…");
        assertThat(Passage.beginning("\uD83D\uDE00".repeat(5), 3, 1)).containsExactly("\uD83D\uDE00\uD83D\uDE00…");
    }

    @Property
    void noLineIsTooLongAndNothingIsAddedOrLeftOut(@ForAll String text,
            @ForAll @IntRange(min = 2, max = 40) int width) {
        String line = Passage.line(text);
        assertThat(Passage.beginning(text, width, 3)).hasSizeLessThanOrEqualTo(3)
                .allMatch(one -> one.codePointCount(0, one.length()) <= width);
        assertThat(String.join("", Passage.beginning(text, width, Integer.MAX_VALUE)).replace(" ", ""))
                .isEqualTo(line.replace(" ", ""));
    }
}
