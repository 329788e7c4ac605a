package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindCommandTest {

    private final Bench bench = new Bench().with("A.java", "src/B.java", "src/deep/C.java", "src/x.txt", "s[1]/D.java");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void canonicalPathsComeOutSortedOneALine() {
        assertThat(bench.run("find", "home:", "**/*.java").out())
                .isEqualTo("A.java\ns[1]/D.java\nsrc/B.java\nsrc/deep/C.java\n");
        assertThat(bench.run("find", "home:/", "*.java").out()).isEqualTo("A.java\n");
    }

    @Test
    void thePatternCountsFromTheDirectory() {
        assertThat(bench.run("find", "home:/src", "*").out()).isEqualTo("src/B.java\nsrc/x.txt\n");
        assertThat(bench.run("find", "home:/s[1]", "/*.java").out()).isEqualTo("s[1]/D.java\n");
    }

    @Test
    void withoutAPatternEverythingIsFound() {
        assertThat(bench.run("find", "home:/src").lines()).containsExactly("src/B.java", "src/deep/C.java",
                "src/x.txt");
        assertThat(bench.using("home").run("find").lines()).hasSize(5);
    }

    @Test
    void theCurrentVaultIsSearchedWhereNoneIsNamed() {
        assertThat(bench.using("home").run("find", "*.java").out()).isEqualTo("A.java\n");
        assertThat(bench.run("find", "src", "*.txt").out()).isEqualTo("src/x.txt\n");
    }

    @Test
    void directoriesComeOnRequest() {
        assertThat(bench.run("find", "-d", "home:", "**").lines()).containsExactly("s[1]", "src", "src/deep");
        assertThat(bench.run("find", "--all", "home:", "s*/*").lines()).containsExactly("s[1]/D.java", "src/B.java",
                "src/deep", "src/x.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "a**", "", "..", "{a"})
    void aMalformedPatternIsWrongUsage(String pattern) {
        Bench.Result result = bench.run("find", "home:/src", pattern);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("vault: find: ").contains("; usage: vault:find").hasLineCount(1);
    }

    @Test
    void aPatternThatIsTooLongWithItsDirectoryIsWrongUsage() {
        assertThat(bench.run("find", "home:/src", "x".repeat(4096)).status()).isEqualTo(2);
    }

    @Test
    void whereToSearchMustBeADirectory() {
        assertThat(bench.run("find", "home:/no", "*").err())
                .isEqualTo("vault: home:/no: not found; vault:ls home:/ shows what is there\n");
        assertThat(bench.run("find", "home:/A.java", "*").err())
                .isEqualTo("vault: home:/A.java: is not a directory; name the directory to search in\n");
    }
}
