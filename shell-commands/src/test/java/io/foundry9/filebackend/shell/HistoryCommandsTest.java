package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vault:log}, {@code diff}, {@code restore}, {@code snapshot}, {@code snapshots}, and {@code cat --at}. */
class HistoryCommandsTest {

    private static final String OLD = "fedcba9876543210fedcba9876543210fedcba98";

    private final Bench bench = new Bench();
    private final FakeSync sync = new FakeSync();
    private final FakeHistory history = new FakeHistory()
            .with(FakeSync.COMMIT, "Ann Lee <ann@example.com>", "Update a.txt\n\nas asked",
                    PathChange.of(Kind.MODIFIED, "a.txt"))
            .with(OLD, "nobody", "Add\tit", PathChange.of(Kind.ADDED, "a.txt"), PathChange.renamed("c", "b"));

    HistoryCommandsTest() {
        bench.add("docs", new Faced(sync, history));
        bench.add("alone", new Faced(history));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void eachVersionIsALine() {
        Bench.Result result = bench.run("log", "docs:/a.txt");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("""
                0123456789 2026-01-02T03:04:05Z ann@example.com Update a.txt
                fedcba9876 2026-01-02T03:04:05Z nobody Add\\u0009it
                """);
        assertThat(history.asked).containsExactly("history 'a.txt' 20");
        history.with("abcd", "Only <>", "");
        assertThat(bench.onTerminal().run("log", "docs:/a.txt").out()).isEqualTo("""
                VERSION     TIME                  AUTHOR   SUMMARY
                0123456789  2026-01-02T03:04:05Z  Ann Lee  Update a.txt
                fedcba9876  2026-01-02T03:04:05Z  nobody   Add\\u0009it
                abcd        2026-01-02T03:04:05Z  Only     -
                """);
    }

    @Test
    void theChangedPathsComeOnRequest() {
        assertThat(bench.run("log", "-v", "docs:").out()).isEqualTo("""
                0123456789 2026-01-02T03:04:05Z ann@example.com Update a.txt
                  M a.txt
                fedcba9876 2026-01-02T03:04:05Z nobody Add\\u0009it
                  A a.txt
                  R c -> b
                """);
        assertThat(bench.onTerminal().run("log", "-v", "-n1", "docs:").out()).isEqualTo("""
                0123456789  2026-01-02T03:04:05Z  Ann Lee  Update a.txt
                  M a.txt
                """);
    }

    @Test
    void howManyIsAsked() {
        bench.using("docs");
        assertThat(bench.run("log", "-n", "1").lines()).hasSize(1);
        bench.run("log", "--all", "a.txt");
        assertThat(history.asked).containsExactly("history '' 1", "history 'a.txt' " + Integer.MAX_VALUE);
        assertThat(bench.run("log", "-a", "-n", "1").err()).startsWith("vault: log: write either -a or -n; usage: ");
        for (String wrong : new String[] {"0", "-1", "x", "9999999999"}) {
            Bench.Result result = bench.run("log", "-n", wrong);
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).startsWith("vault: log: -n must be a number such as 20, not " + wrong + "; usage");
        }
        assertThat(bench.run("log", "a", "b").status()).isEqualTo(2);
    }

    @Test
    void programsMayHaveJson() {
        assertThat(bench.run("log", "--json", "-n1", "docs:").out()).isEqualTo("{\"version\":\"" + FakeSync.COMMIT
                + "\",\"time\":\"2026-01-02T03:04:05Z\",\"author\":\"Ann Lee <ann@example.com>\","
                + "\"message\":\"Update a.txt\\u000a\\u000aas asked\","
                + "\"changes\":[{\"kind\":\"modified\",\"path\":\"a.txt\"}]}\n");
    }

    @Test
    void whatWasNeverThereHasNoHistory() {
        history.missing = "no";
        assertThat(bench.run("log", "docs:/no").err())
                .isEqualTo("vault: docs:/no: nothing of that name was ever committed\n");
        history.missing = "";
        assertThat(bench.run("log", "docs:").err()).isEqualTo("vault: docs:/: nothing is committed yet\n");
    }

    @ParameterizedTest
    @CsvSource({"log,home:", "diff,home:", "restore,home:/a|v1", "snapshot,home|v1", "snapshots,home",
            "cat,--at=v1|home:/a"})
    void aVaultWithoutHistorySaysSo(String command, String words) {
        Bench.Result result = bench.run(command, words.split("\\|"));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: home: keeps no history\n");
    }

    @Test
    void withoutVersionsTheDifferenceIsWhatIsNotCommitted() {
        history.text = "--- a\n+++ b\n";
        Bench.Result result = bench.run("diff", "docs:/a.txt");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("--- a\n+++ b\n");
        assertThat(history.asked).containsExactly("text 'a.txt' '" + FakeSync.COMMIT + "' ''");
        history.text = "no end";
        assertThat(bench.using("alone").run("diff").out()).isEqualTo("no end\n");
        assertThat(history.asked).endsWith("history '' 1", "text '' '" + FakeSync.COMMIT + "' ''");
    }

    @Test
    void versionsMayBeNamed() {
        assertThat(bench.run("diff", "docs:/a.txt", "v1").out()).isEmpty();
        assertThat(bench.run("diff", "docs:", "v1", "v2").out()).isEmpty();
        assertThat(history.asked).containsExactly("text 'a.txt' 'v1' ''", "text '' 'v1' 'v2'");
        assertThat(bench.run("diff", "docs:", "v1", "v2", "v3").status()).isEqualTo(2);
    }

    @Test
    void thePathsAloneAreThoseOfWhatWasAskedFor() {
        history.differences.add(PathChange.of(Kind.DELETED, "dir"));
        history.differences.add(PathChange.of(Kind.MODIFIED, "dir/a"));
        history.differences.add(PathChange.of(Kind.ADDED, "dirt"));
        history.differences.add(PathChange.renamed("dir/b", "away"));
        assertThat(bench.run("diff", "--name-only", "docs:/dir", "v1", "v2").lines())
                .containsExactly("D dir", "M dir/a", "R dir/b -> away");
        assertThat(bench.run("diff", "--name-only", "docs:").lines()).hasSize(4);
        assertThat(history.asked).containsExactly("diff 'v1' 'v2'", "diff '" + FakeSync.COMMIT + "' ''");
    }

    @Test
    void aVersionThatIsNoneIsTold() {
        String ways = "; vault:log docs: and vault:snapshots docs show which there are\n";
        history.missing = "v2";
        assertThat(bench.run("diff", "docs:/a", "v1", "v2").err())
                .isEqualTo("vault: docs: there is no version v2" + ways);
        history.missing = "a";
        assertThat(bench.run("diff", "docs:/a", "v1", "v2").err())
                .isEqualTo("vault: docs: there is no version v1 or no version v2" + ways);
        assertThat(bench.run("diff", "--name-only", "docs:/a", "v1").err())
                .isEqualTo("vault: docs: there is no version v1" + ways);
        history.missing = "v1";
        assertThat(bench.run("restore", "docs:/a", "v1").err())
                .isEqualTo("vault: docs: there is no version v1" + ways);
    }

    @Test
    void whereNothingIsCommittedThereIsNothingToCompareWith() {
        sync.commit = Optional.empty();
        history.revisions.clear();
        assertThat(bench.run("diff", "docs:").err()).isEqualTo("vault: docs: nothing is committed yet\n");
        assertThat(bench.run("diff", "alone:").err()).isEqualTo("vault: alone: nothing is committed yet\n");
    }

    @Test
    void aFileIsPrintedAsItWas() {
        assertThat(bench.run("cat", "--at", "v1", "docs:/a", "docs:/b").out()).isEqualTo("a at v1b at v1");
        history.missing = "a b";
        assertThat(bench.run("cat", "--at=v1", "docs:/a b").err()).isEqualTo(
                "vault: docs:/a b: is not in version v1; vault:log 'docs:/a b' shows its versions\n");
    }

    @Test
    void aFileIsBroughtBack() {
        Bench.Result result = bench.run("restore", "docs:/a", "v1");
        assertThat(result.status()).isZero();
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(bench.onTerminal().run("restore", "docs:/a", "v1").err())
                .isEqualTo("docs:/a: is as it was in v1\n");
        assertThat(history.asked).containsOnly("restore a v1");
        history.missing = "a";
        assertThat(bench.run("restore", "docs:/a", "v1").err())
                .isEqualTo("vault: docs:/a: is not in version v1; vault:log docs:/a shows its versions\n");
        assertThat(bench.run("restore", "docs:/a").status()).isEqualTo(2);
    }

    @Test
    void thePresentStateIsGivenAName() {
        assertThat(bench.run("snapshot", "-m", "As sent", "docs", "v1").err()).isEmpty();
        assertThat(bench.onTerminal().using("docs").run("snapshot", "v2").err())
                .isEqualTo("docs: v2 is 0123456789\n");
        assertThat(history.asked).containsExactly("snapshot v1 'As sent'", "snapshot v2 ''");
        Bench.Result taken = bench.run("snapshot", "docs:", "v1");
        assertThat(taken.status()).isEqualTo(1);
        assertThat(taken.err()).isEqualTo("vault: docs: there is a snapshot v1 already; choose another name\n");
        Bench.Result wrong = bench.run("snapshot", "docs", "a b");
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("vault: snapshot: a name has no blanks; usage: ");
        assertThat(bench.run("snapshot", "docs:").err())
                .startsWith("vault: snapshot: which name shall it have?; usage: ");
    }

    @Test
    void snapshotsAreListed() {
        assertThat(bench.run("snapshots", "docs").out()).isEmpty();
        bench.run("snapshot", "docs", "v1");
        bench.run("snapshot", "-m", "As sent\nto all", "docs", "v1.1");
        assertThat(bench.run("snapshots", "docs:").out()).isEqualTo("""
                v1.1 0123456789 2026-01-02T03:04:05Z As sent
                v1 0123456789 2026-01-02T03:04:05Z -
                """);
        assertThat(bench.using("docs").run("snapshots", "--json").lines()).first()
                .isEqualTo("{\"name\":\"v1.1\",\"version\":\"" + FakeSync.COMMIT
                        + "\",\"time\":\"2026-01-02T03:04:05Z\",\"message\":\"As sent\\u000ato all\"}");
        assertThat(bench.onTerminal().run("snapshots").lines()).first()
                .isEqualTo("NAME  VERSION     TIME                  MESSAGE");
    }
}
