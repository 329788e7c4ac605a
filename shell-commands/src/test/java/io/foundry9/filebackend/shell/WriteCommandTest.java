package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteCommandTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void wordsAreJoinedByABlankAndNothingIsAdded() {
        assertThat(bench.run("write", "home:/a", "hello", "wörld").out()).isEmpty();
        assertThat(bench.home.readText("a")).isEqualTo("hello wörld");
        bench.run("write", "home:/b");
        assertThat(bench.home.readText("b")).isEmpty();
        bench.run("write", "-l", "home:/c", "x");
        assertThat(bench.home.readText("c")).isEqualTo("x\n");
        bench.run("write", "home:/d", "--", "-x", "--overwrite");
        assertThat(bench.home.readText("d")).isEqualTo("-x --overwrite");
    }

    @Test
    void wordsThatGogoTakesForValuesStayWords() {
        assertThat(bench.type("vault:write home:/a null 1.0 007 true 1e3").status()).isZero();
        assertThat(bench.home.readText("a")).isEqualTo("null 1.0 007 true 1e3");
    }

    @Test
    void aDashIsStandardInput() {
        assertThat(bench.given("from\nafar").run("write", "home:/a", "-").status()).isZero();
        assertThat(bench.home.readText("a")).isEqualTo("from\nafar");
        assertThat(bench.given("x").run("append", "home:/a", "-").status()).isZero();
        assertThat(bench.home.readText("a")).isEqualTo("from\nafarx");
        assertThat(bench.run("write", "-l", "home:/b", "-").status()).isEqualTo(2);
    }

    @Test
    void whatIsThereIsKeptUnlessItMayBeReplaced() {
        bench.home.create("a", Content.of("old"));
        assertThat(bench.run("write", "home:/a", "new").err())
                .isEqualTo("vault: home:/a: already exists; use --overwrite to replace it\n");
        assertThat(bench.home.readText("a")).isEqualTo("old");
        bench.run("write", "--overwrite", "home:/a", "new");
        assertThat(bench.home.readText("a")).isEqualTo("new");
    }

    @Test
    void theRootAndHalfOfACharacterAreRefused() {
        assertThat(bench.run("write", "home:/", "x").err())
                .isEqualTo("vault: home:/: is the root of the vault; name something inside it\n");
        assertThat(bench.run("write", "home:/a", "\uD83D").status()).isEqualTo(2);
        assertThat(bench.run("write", "home:/a\u0007", "x").err())
                .startsWith("vault: home:/a\\u0007: ").endsWith("; choose another name\n");
    }

    @Test
    void appendAddsToTheEndOfWhatIsThere() {
        bench.run("write", "home:/a", "one");
        assertThat(bench.run("append", "-l", "home:/a", "", "two").status()).isZero();
        assertThat(bench.home.readText("a")).isEqualTo("one two\n");
        assertThat(bench.run("append", "home:/b", "x").err())
                .isEqualTo("vault: home:/b: not found; vault:ls home:/ shows what is there\n");
        assertThat(bench.run("append", "home:/a").status()).isEqualTo(2);
    }
}
