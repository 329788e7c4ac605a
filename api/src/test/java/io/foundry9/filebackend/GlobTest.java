package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                    "a.txt a.txt", "/a.txt a.txt", "a/ a", "a//b a/b", "./a a", "a/./b/. a/b",
                    "* a", "* .hidden", "*.txt .txt", "a* a", "*b*d* abcd", "*/b a/b",
                    "? x", "? é", "? 😀", "a?c abc",
                    "** a", "** a/b/c", "**/ a", "**/** a/b", "**/a.txt a.txt", "**/a.txt x/y/a.txt",
                    "a/** a", "a/** a/b", "a/** a/b/c", "a/**/b a/b", "a/**/b a/x/b", "a/**/b a/x/y/b",
                    "**/.git/** .git/x", "**/a/**/b/** x/a/y/b/z",
                    "[abc] b", "[a-c] b", "[!a] b", "[!a-c] d", "[]] ]", "[]a] a", "[!]] a", "[a-] -", "[-a] -",
                    "[\\]] ]",
                    "[^a] ^", "[^a] a", "[a\\-c] -", "[[] [", "[!😀] é", "[😀-😂] 😁", "[*?] *", "[{,}] ,",
                    "{a,b} a", "{a,b} b", "{a} a", "a{,x}b ab", "a{,x}b axb", "{a,{b,c}d} cd", "{a/b,c}/d a/b/d",
                    "{a/b,c}/d c/d", "{,a/}b b", "{,a/}b a/b", "a/{,b} a", "a/{,b} a/b", "a{/,}b ab", "a{/,}b a/b",
                    "{.,src}/a a", "{.,src}/a src/a", "{.,x}y .y", ".{,x} .x", "*.{java,md} A.java", "{*,?}.c x.c",
                    "{a,b}/** a/x", "{[ab],c}d bd", "\\{a,b} {a,b}",
                    "\\* *", "\\? ?", "\\[a] [a]", "\\a a", "a\\/b a/b", "} }", "a,b a,b", "a}b a}b", "! !", "^ ^",
                    "... ...",
                    "..a ..a", "a.. a..", "{.,a}{.a,b} a.a"
            })
    void patternMatches(String pattern, String path) {
        assertThat(Glob.compile(pattern).matches(path)).isTrue();
        assertThat(stepByStep(pattern, path)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                    "a.txt A.txt", "* a/b", "*/b b", "a/* a", "a/*/ a", "*/ a/b", "? ab", "a?b a/b", "? a/b", "a*b a/b",
                    "a[!x]b a/b", "a[/]b a/b", "a[.-0]b a/b", "**/a b", "a/**/b ab", "a/**/b a/x", "a/** ab",
                    "**/a/** b/c",
                    "[abc] d", "[!a] a", "[a-c] abc", "[\\!a] x", "{a,b} ab", "{a,b} c", "a{,x}b axxb", "{,a} b",
                    "a/{,b} b", "\\* a", "a*/b abc/d/b", "é e"
            })
    void patternDoesNotMatch(String pattern, String path) {
        assertThat(Glob.compile(pattern).matches(path)).isFalse();
        assertThat(stepByStep(pattern, path)).isFalse();
    }

    @ParameterizedTest(name = "{0} fails at {1}")
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                    "[ 0", "a[ 1", "[] 0", "[! 0", "[!] 0", "[a 0", "[a- 0", "x[b-a] 2", "[\\ 1", "[a\\] 0", "a[b/c 1",
                    "{ 0", "a{b,c 1", "{a,{b} 0", "{a,{b 3", "\\ 0", "ab\\ 2",
                    "a** 1", "**a 0", "a/b** 3", "*** 0", "**** 0", "a/***/b 2", "{**,a} 1", "{a/**} 3", "{a,b/}** 6",
                    "**{a} 0",
                    ".. 0", "../a 0", "a/.. 2", "a/../b 2", "a/{..,b}/c 3", "{.,a}{.,b} 1", "\\.\\./x 0",
                    "/ 0", "// 0", ". 0", "./. 0", "{} 0", "{,/} 0"
            })
    void malformedPatternIsAnErrorWithItsOffset(String pattern, int offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.compile(pattern))
                .withMessageStartingWith("malformed pattern: ")
                .withMessageEndingWith("(offset " + offset + ")");
    }

    @Test
    void emptyPatternIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.compile("")).withMessageContaining("it is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "*", "{,a}", "**/**", "{a,/}"})
    void rootIsNeverAResult(String pattern) {
        assertThat(Glob.compile(pattern).matches("")).isFalse();
        assertThat(Glob.compile(pattern).start().matches()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                    "** \"\"", "*/a \"\"", "a*/b \"\"", "{a,b}/c \"\"", "[a] \"\"", "a/** a", "/a//./b/*.txt a/b",
                    "a/b a/b",
                    "a/b/ a/b", "a/b{c,d} a", "a/b?/c a", "a\\*b/c*/d a*b", "a/x\\\\y/b a", "a, a,", "é/😀/* é/😀"
            })
    void fixedPrefixIsWhatStandsForItself(String pattern, String prefix) {
        assertThat(Glob.compile(pattern).fixedPrefix()).isEqualTo(prefix);
    }

    @Test
    void fixedPrefixIsAlwaysAPath() {
        assertThat(Glob.compile("a/\u0000/b").fixedPrefix()).isEqualTo("a");
        assertThat(Glob.compile("a/\ud800/b").fixedPrefix()).isEqualTo("a");
        assertThat(Glob.compile("a/" + "b".repeat(256) + "/c").fixedPrefix()).isEqualTo("a");
        assertThat(Glob.compile("abcdefghi/".repeat(200)).fixedPrefix()).hasSize(1019);
    }

    @Test
    void cursorTellsWhetherToGoDown() {
        Glob glob = Glob.compile("src/*/{a,b/c}.txt");

        assertThat(glob.start().canMatchBelow()).isTrue();
        assertThat(glob.start().into("lib").canMatchBelow()).isFalse();
        assertThat(glob.at("src/main").canMatchBelow()).isTrue();
        assertThat(glob.at("src/main/b").canMatchBelow()).isTrue();
        assertThat(glob.at("src/main/a.txt").matches()).isTrue();
        assertThat(glob.at("src/main/a.txt").canMatchBelow()).isFalse();
        assertThat(glob.at("")).isSameAs(glob.start());
        assertThat(Glob.compile("a/**").at("a").matches()).isTrue();
        assertThat(Glob.compile("a/**").at("a").canMatchBelow()).isTrue();
    }

    @Test
    void globShowsItsPattern() {
        assertThat(Glob.compile("a/*")).hasToString("a/*");
    }

    private static boolean stepByStep(String pattern, String path) {
        Glob.Cursor cursor = Glob.compile(pattern).start();
        List<String> names = new ArrayList<>(List.of(path.split("/")));
        String last = names.remove(names.size() - 1);
        for (String name : names) {
            cursor = cursor.into(name);
        }
        assertThat(cursor.into(last).matches()).isEqualTo(cursor.matchesChild(last));
        return cursor.matchesChild(last);
    }
}
