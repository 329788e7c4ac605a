package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.ext.CollectResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcCommandTest {

    private final Bench bench = new Bench();
    private final FakeLeftovers leftovers = new FakeLeftovers();

    GcCommandTest() {
        bench.add("docs", new Faced(leftovers));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1|3|12500|2|finished 1 change that had been left, removed 3 leftovers (13K), kept 2 that may be under way
            2|0|0|0|finished 2 changes that had been left
            0|1|999|0|removed 1 leftover (999 bytes)
            0|0|0|1|kept 1 that may be under way
            0|0|0|0|nothing to do
            """)
    void whatWasDoneIsALine(int finished, int removed, long bytes, int kept, String words) {
        leftovers.result = new CollectResult(finished, removed, bytes, kept);
        Bench.Result result = bench.run("gc", "docs:");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("docs: " + words + "\n");
        assertThat(leftovers.done).containsExactly("usual");
    }

    @Test
    void whatIsYoungMayBeSaid() {
        bench.using("docs");
        for (String grace : new String[] {"0", "30", "30s", "90m", "2h", "500ms"}) {
            assertThat(bench.run("gc", "--grace", grace).status()).isZero();
        }
        assertThat(leftovers.done).containsExactly("PT0S", "PT30S", "PT30S", "PT1H30M", "PT2H", "PT0.5S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1d", "", "1.5h"})
    void whatIsNoTimeIsWrongUsage(String grace) {
        Bench.Result result = bench.run("gc", "--grace=" + grace, "docs");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("vault: gc: --grace must be a time such as 500ms, 5s, 2m, 1h, not " + grace
                + "; usage: vault:gc");
        assertThat(leftovers.done).isEmpty();
    }

    @Test
    void oneWholeVaultIsMeant() {
        assertThat(bench.run("gc", "docs", "home").status()).isEqualTo(2);
        assertThat(bench.run("gc", "docs:/a").err()).startsWith("vault: gc: a whole vault is meant: write docs; usage");
        assertThat(bench.run("gc").err())
                .isEqualTo("vault: in which vault? Write NAME:path, or choose a vault with vault:use\n");
    }

    @Test
    void aVaultThatCannotCollectSaysSo() {
        Bench.Result result = bench.run("gc", "home");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: home: cannot collect leftovers\n");
        assertThat(bench.type("vault:session begin home: ; vault:gc home").err())
                .isEqualTo("vault: home: cannot collect leftovers\n");
    }

    @Test
    void inTheShellsOwnSessionItWouldWaitForItself() {
        Bench.Result after = bench.type("vault:session begin docs: ; vault:session rollback ; vault:gc docs");
        assertThat(after.err()).isEmpty();
        assertThat(after.out()).isEqualTo("docs: nothing to do\n");
        assertThat(bench.type("vault:session begin docs: ; vault:gc docs").err()).isEqualTo("vault: docs: inside a"
                + " session it cannot collect leftovers; vault:session commit docs: or rollback ends the one of this"
                + " shell\n");
        assertThat(leftovers.done).containsExactly("usual");
    }

    @Test
    void whoeverElseHasTheLockIsWaitedForAndTold() {
        leftovers.failure = new LockTimeoutException("", Duration.ofSeconds(1));
        assertThat(bench.run("gc", "docs").err()).startsWith("vault: docs:/: is locked by someone else; ");
    }
}
