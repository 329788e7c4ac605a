package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.BackendUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchCommandTest {

    private static final String LONG =
            "Invoices are kept\nfor ten years, counted from the end of the year in which they"
                    + " were written.\n\nContracts are kept for as long as they bind somebody, and six years beyond that.";

    private final Bench bench = new Bench();
    private final FakeIndex index = new FakeIndex().with("law/keep.md", 0.8749, LONG).with("a\tb", 1, "Short.");

    SearchCommandTest() {
        bench.add("docs", new Faced(index));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void peopleSeeTheBeginningOfEachPassage() {
        Bench.Result result = bench.onTerminal().run("search", "docs:", "how long?");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                law/keep.md  0.87
                  Invoices are kept for ten years, counted from the end of the year in which
                  they were written. Contracts are kept for as long as they bind somebody, and…
                a\\u0009b  1.00
                  Short.
                """);
        assertThat(result.lines()).allMatch(line -> line.length() <= 80);
        assertThat(index.asked).containsExactly("how long? 10 0.0");
    }

    @Test
    void theTerminalTellsHowWideItIs() {
        index.hits.remove(1);
        assertThat(bench.onTerminal().type("COLUMNS = 40 ; vault:search docs 'how long?'").out()).isEqualTo("""
                law/keep.md  0.87
                  Invoices are kept for ten years,
                  counted from the end of the year in…
                """);
        assertThat(bench.type("COLUMNS = 1 ; vault:search docs 'how long?'").lines())
                .containsExactly("law/keep.md  0.87", "  Invoices are kept", "  for ten years,…");
    }

    @Test
    void aPassageIsALineForPrograms() {
        index.with("evil", 0, "\u001B[2J\tx\u0000");
        assertThat(bench.run("search", "docs", "how long?").out()).isEqualTo("law/keep.md\t0.87\t"
                + LONG.replace("\n\n", " ").replace('\n', ' ') + "\na\\u0009b\t1.00\tShort.\n"
                + "evil\t0.00\t\\u001B[2J x\\u0000\n");
    }

    @Test
    void programsMayHaveJson() {
        index.hits.remove(0);
        assertThat(bench.onTerminal().run("search", "--json", "docs", "how long?").out())
                .isEqualTo("{\"path\":\"a\\u0009b\",\"score\":1.0,\"passage\":\"Short.\"}\n");
    }

    @Test
    void theCurrentVaultIsSearchedWhereNoneIsNamed() {
        bench.using("docs");
        assertThat(bench.run("search", "todo: what is left?").lines()).hasSize(2);
        assertThat(index.asked).containsExactly("todo: what is left? 10 0.0");
        assertThat(bench.using("").run("search", "how long?").err())
                .isEqualTo("vault: in which vault? Write NAME:path, or choose a vault with vault:use\n");
    }

    @Test
    void whatIsAskedForMayBeLessThanAll() {
        bench.run("search", "-n", "3", "--min=.5", "--in=law/**", "docs", "x");
        bench.run("search", "--limit=50", "--min=1", "docs", "x");
        bench.run("search", "--limit=1", "--min=0", "--in", "{a,b}/*.md", "docs", "x");
        assertThat(index.asked).containsExactly("x 3 0.5 law/**", "x 50 1.0", "x 1 0.0 {a,b}/*.md");
    }

    @Test
    void nothingFoundIsNoFailure() {
        index.hits.clear();
        Bench.Result result = bench.run("search", "docs", "x");
        assertThat(result.status()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
        Bench.Result seen = bench.onTerminal().run("search", "docs", "x");
        assertThat(seen.status()).isZero();
        assertThat(seen.out()).isEmpty();
        assertThat(seen.err()).isEqualTo("docs: nothing found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs: | ", "docs:", "docs:/", "", "docs|\t\n"})
    void aQuestionIsNeeded(String words) {
        Bench.Result result = bench.using("docs").run("search", words.split("\\|"));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("vault: search: what is the question?; usage: vault:search ");
        assertThat(index.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--limit,0", "--limit,51", "--limit,-1", "--limit,1.5", "--limit,many", "--limit,''", "--min,-0.1",
            "--min,1.01", "--min,NaN", "--min,half", "--min,''", "--min,1e999"})
    void whatIsOutOfRangeIsWrongUsage(String option, String value) {
        Bench.Result result = bench.run("search", option, value, "docs", "x");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("vault: search: " + option + " must be a number from ")
                .contains(", not " + value + "; usage: vault:search").hasLineCount(1);
        assertThat(index.asked).isEmpty();
    }

    @Test
    void theRestIsCheckedToo() {
        assertThat(bench.run("search", "--in=[", "docs", "x").status()).isEqualTo(2);
        assertThat(bench.run("search").status()).isEqualTo(2);
        assertThat(bench.run("search", "docs", "how", "long").err())
                .startsWith("vault: search: one too many: long; usage: ");
        assertThat(bench.run("search", "docs:/law", "x").err())
                .startsWith("vault: search: a whole vault is meant: write docs; usage: ");
        assertThat(bench.run("search", "nope", "x").err())
                .isEqualTo("vault: nope: no such vault; there are: docs, home, other\n");
    }

    @Test
    void aVaultThatCannotBeSearchedSaysSo() {
        Bench.Result result = bench.run("search", "home", "x");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: home: cannot be searched\n");
        bench.run("add", "--transient", "--read-only", "fixed", "memory://x");
        assertThat(bench.run("search", "fixed", "x").err())
                .isEqualTo("vault: fixed (memory:): is read-only, and as such cannot be searched\n");
    }

    @Test
    void anIndexThatIsAwayIsALine() {
        index.failure = new BackendUnavailableException("", "cannot be reached");
        assertThat(bench.run("search", "docs", "x").err())
                .isEqualTo("vault: docs:/: cannot be reached; try again\n");
    }
}
