package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.GlobOption;
import java.io.File;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT section 3: globs. */
abstract class GlobContract extends ContractSection {

    private void createTree() {
        createAll("a.txt", "b.txt", "c.md", ".hidden", "dir/a.txt", "dir/b.md", "dir/.hid/x", "dir/sub/a.txt",
                "dir/sub/deep/a.txt", "café.txt", "with space.txt", "😀.txt");
        backend.createDirectory("empty");
    }

    /** Results are written with {@code |} between them. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            "a.txt; a.txt",
            "/a.txt; a.txt",
            "missing; ''",
            "*; .hidden|a.txt|b.txt|café.txt|c.md|with space.txt|😀.txt",
            "/*; .hidden|a.txt|b.txt|café.txt|c.md|with space.txt|😀.txt",
            "*.txt; a.txt|b.txt|café.txt|with space.txt|😀.txt",
            "?.txt; a.txt|b.txt|😀.txt",
            "caf?.txt; café.txt",
            ".*; .hidden",
            "*/a.txt; dir/a.txt",
            "dir/*; dir/a.txt|dir/b.md",
            "dir/**; dir/.hid/x|dir/a.txt|dir/b.md|dir/sub/a.txt|dir/sub/deep/a.txt",
            "**/a.txt; a.txt|dir/a.txt|dir/sub/a.txt|dir/sub/deep/a.txt",
            "dir/**/a.txt; dir/a.txt|dir/sub/a.txt|dir/sub/deep/a.txt",
            "**/sub/**/a.txt; dir/sub/a.txt|dir/sub/deep/a.txt",
            "**/**/deep/*; dir/sub/deep/a.txt",
            "**/*.md; c.md|dir/b.md",
            "**/.*; .hidden",
            "**/.*/*; dir/.hid/x",
            "[ab].txt; a.txt|b.txt",
            "[a-b].txt; a.txt|b.txt",
            "[!a].txt; b.txt|😀.txt",
            "[!a-b].txt; 😀.txt",
            "[😀].txt; 😀.txt",
            "{a,b}.txt; a.txt|b.txt",
            "{a,a,[a]}.txt; a.txt",
            "{a.txt,c.md}; a.txt|c.md",
            "dir/{a,sub}*; dir/a.txt",
            "{a,}.txt; a.txt",
            "A.TXT; ''",
            "DIR/*; ''",
            "a.txt/*; ''",
            "a.txt/**; a.txt",
            "empty/*; ''",
            "with\\ space.txt; with space.txt",
    })
    void aPatternFindsWhatItSays(String pattern, String results) {
        createTree();
        List<String> expected = results.equals("''") ? List.of() : List.of(results.split("\\|"));
        assertThat(backend.glob(pattern)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(backend.globFiles(pattern)).isEqualTo(backend.glob(pattern));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "*; dir|empty",
            "**; dir|dir/.hid|dir/sub|dir/sub/deep|empty",
            "dir/*; dir/.hid|dir/sub",
            "dir/**; dir|dir/.hid|dir/sub|dir/sub/deep",
            "**/deep; dir/sub/deep",
            "dir; dir",
            "e*; empty",
    })
    void directoriesAreFoundWhenAskedFor(String pattern, String results) {
        createTree();
        List<String> expected = List.of(results.split("\\|"));
        // Whether dir itself counts as "below" dir is what ** standing for no segment says.
        assertThat(backend.globDirectories(pattern)).isEqualTo(expected);
        List<String> both = backend.glob(pattern, GlobOption.INCLUDE_DIRECTORIES);
        assertThat(both).containsAll(expected).containsAll(backend.glob(pattern)).doesNotHaveDuplicates();
        assertThat(both).hasSize(expected.size() + backend.glob(pattern).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "/**", "*", "**/*"})
    void theRootIsNeverAResult(String pattern) {
        createTree();
        assertThat(backend.glob(pattern, GlobOption.INCLUDE_DIRECTORIES)).doesNotContain("", "/");
    }

    @Test
    void resultsAreSortedByCodePoint() {
        createAll("\uFF46", "😀", "a-b/x", "a/x", "a.x");
        assertThat(backend.glob("**")).containsExactly("a-b/x", "a.x", "a/x", "\uFF46", "😀");
    }

    @Test
    void aBackslashTakesTheMeaningFromWhatFollows() {
        createAll("a[b]", "a{b,c}", "ab");
        assertThat(backend.glob("a\\[b\\]")).containsExactly("a[b]");
        assertThat(backend.glob("a\\{b,c\\}")).containsExactly("a{b,c}");
        assertThat(backend.glob("a[[]b]")).containsExactly("a[b]");
    }

    @Test
    void aStarIsFoundAsItself() {
        createAll("plain");
        assumeTrue(File.separatorChar == '/', "no such names here");
        createAll("st*r", "star", "wh?t", "what");
        assertThat(backend.glob("st\\*r")).containsExactly("st*r");
        assertThat(backend.glob("wh\\?t")).containsExactly("wh?t");
        assertThat(backend.glob("st*r")).containsExactly("st*r", "star");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "a[", "[a", "[]", "[!]", "a**", "**a", "a/b**/c", "***", "{a", "{a,b", "a\\",
            "../*", "a/../b"})
    void aMalformedPatternIsRefusedWithTheOffset(String pattern) {
        createTree();
        assertThatIllegalArgumentException().isThrownBy(() -> backend.glob(pattern)).withMessageMatching(
                "(?s).*\\d.*");
    }

    @Test
    void noPatternMakesItExplode() {
        create("a".repeat(200), "x");
        create("a/".repeat(60) + "a", "x");
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(backend.glob("*a".repeat(60) + "b")).isEmpty();
            assertThat(backend.glob("**/".repeat(40) + "b")).isEmpty();
            assertThat(backend.glob("**/a/".repeat(20) + "b")).isEmpty();
            assertThat(backend.glob("{a,aa}".repeat(30) + "b")).isEmpty();
            assertThat(backend.glob("{*,a*}".repeat(20) + "b")).isEmpty();
            assertThat(backend.glob("*?".repeat(100))).hasSize(1);
        });
    }
}
