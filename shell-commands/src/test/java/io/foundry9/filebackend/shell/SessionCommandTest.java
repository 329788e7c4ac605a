package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code vault:session}: several commands, all or none. */
@ExtendWith(NoThreadLeft.class)
class SessionCommandTest {

    private final Bench bench = new Bench();
    private final List<Bench.Result> elsewhere = new ArrayList<>();
    private String otherLine;

    @AfterEach
    void close() {
        bench.close();
    }

    /** What the command {@code test:elsewhere} runs, in another shell in the midst of the one that calls it. */
    private void elsewhereRuns(String line) {
        otherLine = line;
        bench.other("test", "elsewhere", (session, arguments) -> {
            Thread thread = new Thread(() -> elsewhere.add(bench.type(otherLine)));
            thread.start();
            thread.join();
            return null;
        });
    }

    @Test
    void whatIsCommittedIsThere() {
        bench.with("draft");
        elsewhereRuns("vault:ls home:");
        Bench.Result result = bench.type("""
                vault:session begin home:
                vault:mv home:/draft home:/final
                vault:write home:/dir/new text
                vault:cat home:/dir/new
                test:elsewhere
                vault:session commit
                """);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("text");
        assertThat(elsewhere.get(0).lines()).containsExactly("draft");
        assertThat(Bench.tree(bench.home)).containsExactly("dir/", "dir/new", "final");
    }

    @Test
    void aVaultDoesNotMoveWithItsContentUnderASession() {
        Bench.Result result = bench.type("vault:session begin home: ; vault:swap --copy home memory://elsewhere");

        assertThat(result.err()).startsWith("vault: home: this shell has a session on it; vault:session commit");
    }

    @Test
    void whatIsRolledBackNeverWas() {
        bench.with("kept");
        Bench.Result result = bench.type("""
                vault:session begin home:
                vault:rm home:/kept
                vault:ls home:
                vault:session rollback home:
                vault:ls home:
                """);
        assertThat(result.lines()).containsExactly("kept");
        assertThat(bench.home.readText("kept")).isEqualTo("kept");
    }

    @Test
    void anotherShellWaitsAndIsToldWhoIsThere() {
        elsewhereRuns("vault:session begin -t 10ms home:");
        Bench.Result result = bench.type("""
                vault:session begin home:
                test:elsewhere
                vault:session status
                vault:session commit
                vault:session status
                """);
        assertThat(elsewhere.get(0).status()).isEqualTo(1);
        assertThat(elsewhere.get(0).err()).isEqualTo("vault: home:/: is locked by someone else; waited 10 ms;"
                + " try again; vault:session status shows the sessions of the shells here\n");
        assertThat(result.lines()).hasSize(1).first().asString().matches("home this [-0-9]{10} [:0-9]{8}");
    }

    @Test
    void aSessionOfAnotherShellIsEndedByForceOnly() {
        elsewhereRuns("vault:session rollback home:");
        Bench.Result polite = bench.type("vault:session begin home: ; test:elsewhere ; vault:write home:/a a ;"
                + " vault:session commit");
        assertThat(polite.status()).isZero();
        assertThat(elsewhere.get(0).err()).isEqualTo(
                "vault: home: this shell has no session on it; vault:session begin home: makes one\n");
        elsewhereRuns("vault:session rollback --force home:");
        Bench.Result forced = bench.type("vault:session begin home: ; vault:write home:/b b ; test:elsewhere ;"
                + " vault:session commit home:");
        assertThat(forced.err()).isEqualTo(
                "vault: home: this shell has no session on it; vault:session begin home: makes one\n");
        assertThat(Bench.tree(bench.home)).containsExactly("a");
    }

    @Test
    void theSessionOfAShellThatIsGoneIsRolledBack() throws Exception {
        assertThat(bench.type("vault:session begin home: ; vault:write home:/a a").status()).isZero();
        Duration once = Duration.ZERO;
        assertThat(catchThrowable(() -> bench.home.openSession(once))).isNotNull();
        for (int i = 0; i < 100 && !bench.type("vault:session status").out().isEmpty(); i++) {
            System.gc();
            Thread.sleep(20);
        }
        bench.home.create("b", Content.of("b"), WriteOption.lockTimeout(once));
        assertThat(Bench.tree(bench.home)).containsExactly("b");
    }

    @Test
    void aScriptIsDoneAsAWhole() {
        Bench.Result result = bench.given("""
                vault:write home:/a one

                vault:append home:/a " and
                two"
                vault:cat home:/a
                exit
                vault:rm home:/a
                """).run("session", "home:");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("one and\ntwo");
        assertThat(bench.home.readText("a")).isEqualTo("one and\ntwo");
    }

    @Test
    void aScriptThatFailsDoesNothing() {
        bench.with("kept");
        Bench.Result result = bench.given("""
                vault:rm home:/kept
                vault:write home:/a one
                vault:cat home:/missing
                vault:write home:/never reached
                """).run("session", "home:");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: line 3: home:/missing: not found; vault:ls home:/ shows what is"
                + " there; the session was rolled back, nothing of it was done\n");
        assertThat(Bench.tree(bench.home)).containsExactly("kept");
        bench.home.create("free", Content.empty(), WriteOption.lockTimeout(Duration.ZERO));
    }

    @Test
    void aScriptWhoseSessionIsTakenAwayIsNotToldAsDone() {
        elsewhereRuns("vault:session rollback --force home:");
        Bench.Result last = bench.given("vault:write home:/a a\ntest:elsewhere\n").run("session", "home:");
        assertThat(last.status()).isEqualTo(1);
        assertThat(last.err()).startsWith("vault: home:/: the session was rolled back by another shell");
        Bench.Result before = bench.given("vault:write home:/a a\ntest:elsewhere\nvault:write home:/b b\n")
                .run("session", "home:");
        assertThat(before.err()).startsWith("vault: line 3: another shell has ended the session");
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void aScriptDoesNotEndItsOwnSession() {
        for (String end : List.of("commit", "rollback")) {
            Bench.Result result = bench.given("vault:write home:/a a\nvault:session " + end + " home:\n")
                    .run("session", "home:");
            assertThat(result.err()).startsWith(
                    "vault: line 2: home: its session is that of the script, and ends with it; the session was rolled");
        }
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void aCommandOfTheScriptReadsTheRestAsItsInput() {
        Bench.Result result = bench.given("vault:put - home:/a\nall\nof this").run("session", "home:");
        assertThat(result.err()).isEmpty();
        assertThat(bench.home.readText("a")).isEqualTo("all\nof this");
    }

    @Test
    void aSessionIsNotBegunTwiceAndNotEndedTwice() {
        assertThat(bench.type("vault:session begin home: ; vault:session begin home:").err()).isEqualTo(
                "vault: home: this shell has a session on it already; vault:session commit or rollback ends it\n");
        assertThat(bench.type("vault:session commit other:").err()).isEqualTo(
                "vault: other: this shell has no session on it; vault:session begin other: makes one\n");
        assertThat(bench.type("vault:session rollback --force other:").err()).isEqualTo(
                "vault: other: no shell of this process has a session on it\n");
    }

    @Test
    void wrongUsageIsExplained() {
        assertThat(bench.run("session").status()).isEqualTo(2);
        assertThat(bench.run("session", "commence").err()).startsWith("vault: session: begin, commit, rollback, status,"
                + " or a vault such as home: is expected, not commence; usage:");
        assertThat(bench.run("session", "home:", "more").status()).isEqualTo(2);
        assertThat(bench.run("session", "commence", "home:").err()).contains("is expected, not commence; usage:");
        assertThat(bench.run("session", "status", "home:").err()).startsWith("vault: session: one too many: home:;");
        assertThat(bench.run("session", "begin", "home:/dir").err()).startsWith(
                "vault: session: a session is on a whole vault: write home:; usage:");
        assertThat(bench.run("session", "begin", "nope:").err()).startsWith("vault: nope: no such vault");
        assertThat(bench.run("session", "begin", "-t", "soon", "home:").status()).isEqualTo(2);
        assertThat(bench.onTerminal().run("session", "home:").err())
                .startsWith("vault: standard input is this console");
    }
}
