package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.testkit.NoThreadLeft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all commands have in common: help, completion, pipes, and how they end. */
@ExtendWith(NoThreadLeft.class)
class ConsoleCommandsTest {

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyCommandIsListed() {
        assertThat(bench.run("help").lines()).hasSize(41)
                .contains("vault:put        copy local files into a vault");
    }

    @Test
    void aCommandIsExplained() {
        String text = bench.run("put", "--help").out();
        assertThat(text).startsWith("vault:put - copy local files into a vault\n\nusage: vault:put [-r]");
        assertThat(bench.run("help", "put").out()).isEqualTo(text);
        assertThat(bench.run("help", "vault:put").out()).isEqualTo(text);
        assertThat(bench.run("help", "nope").err()).isEqualTo("vault: nope: no such command for vaults;"
                + " vault:help lists them, and others may know --help\n");
    }

    @Test
    void aWordAfterTwoDashesAsksForNoHelp() {
        bench.run("write", "home:/a", "--", "--help");
        assertThat(bench.home.readText("a")).isEqualTo("--help");
    }

    @Test
    void theStackTraceComesOnRequest() {
        Bench.Result result = bench.run("cat", "--debug", "home:/a");
        assertThat(result.err()).startsWith("\tat io.foundry9.filebackend.").contains("\nCaused by: ")
                .endsWith("\nvault: home:/a: not found; vault:ls home:/ shows what is there\n");
        assertThat(result.err()).containsOnlyOnce("vault: home:/a: ");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void addressesAreCompleted() {
        bench.with("docs/a.txt", "docs/b/c", "dog");
        assertThat(complete("")).containsExactly("home:", "other:");
        assertThat(complete("home:")).containsExactly("home:docs/", "home:dog");
        assertThat(complete("home:/do")).containsExactly("home:/docs/", "home:/dog");
        assertThat(complete("home:/docs/")).containsExactly("home:/docs/a.txt", "home:/docs/b/");
        assertThat(complete("home:/docs/", "directories")).containsExactly("home:/docs/b/");
        assertThat(complete("", "names")).containsExactly("home", "other");
        bench.using("home");
        assertThat(complete("d")).containsExactly("home:", "other:", "docs/", "dog");
    }

    @Test
    void aNameThatTheConsoleWouldRunOrTakeApartIsNotOffered() {
        bench.with("a", "a b", "a$(exit)", "a`exit`", "a;exit", "a|b", "a'b", "a!b", "á");
        assertThat(complete("home:")).containsExactly("home:a", "home:á");
    }

    @Test
    void whatCannotBeCompletedIsLeftAlone() {
        assertThat(complete("nope:/x")).isEmpty();
        assertThat(complete("home:/no/x")).isEmpty();
        assertThat(complete("home:/../")).isEmpty();
    }

    @Test
    void theConsoleLearnsWhatToCompleteFromTheManuals() {
        bench.other("gogo", "cat", (session, arguments) -> null);
        List<?> rules = (List<?>) bench.run("_completions").value();
        assertThat(rules.stream().map(String::valueOf)).contains(
                "[--command, vault:ls, --description, list what is in a directory]",
                "[--command, vault:ls, --long-option, recursive, --short-option, R, --description,"
                        + " everything below as well; links are not followed]",
                "[--command, gogo:cat, --argument, __vault_entries]",
                "[--command, vault:put, --argument, __files]",
                "[--command, vault:put, --argument, __vault_entries]",
                "[--command, vault:use, --argument, __vault_names]",
                "[--command, vault:pull, --argument, __vault_names]",
                "[--command, vault:search, --argument, __vault_names]",
                "[--command, vault:gc, --argument, __vault_names]",
                "[--command, vault:resolve, --argument, __vault_entries]",
                "[--command, vault:resolve, --argument, __files]",
                "[--command, vault:log, --argument, __vault_entries]",
                "[--command, vault:conflicts, --long-option, show, --description, base (before both changes), local"
                        + " (here) or remote, --argument, [base local remote]]",
                "[--command, vault:checksum, --long-option, algorithm, --short-option, a, --description,"
                        + " md5, sha256 (default), sha512 or blake3, --argument, [md5 sha256 sha512 blake3]]");
        assertThat(rules.toString()).contains("vault:help, --argument, [add list remove ");
    }

    private List<String> complete(String... words) {
        return ((List<?>) bench.run("_complete", words).value()).stream().map(String::valueOf).toList();
    }

    @Test
    void aFailureInsideAPipeIsALineAndNoResult() {
        Bench.Result result = bench.type("vault:cat home:/a | vault:write home:/b -");
        assertThat(result.err()).isEqualTo("vault: home:/a: not found; vault:ls home:/ shows what is there\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void aReaderThatHasGoneEndsTheCommandQuietly() {
        bench.home.create("big", Content.of(new byte[5_000_000]));
        bench.other("test", "head", (session, arguments) -> null);
        Bench.Result result = bench.type("vault:cat home:/big | test:head");
        assertThat(result.err()).isEmpty();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Bench.Result direct = bench.printingTo(closed).run("cat", "home:/big");
        assertThat(direct.status()).isEqualTo(1);
        assertThat(direct.err()).isEqualTo("\n");
    }

    @Test
    void anInterruptLeavesNothingBehind() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        InputStream endless = new InputStream() {
            @Override
            public int read() throws IOException {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                reading.countDown();
                if (Thread.interrupted()) {
                    throw new java.io.InterruptedIOException();
                }
                return length;
            }
        };
        Thread user = new Thread(() -> {
            try {
                reading.await();
                bench.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        user.start();
        Bench.Result result = bench.given(endless).run("put", "-", "home:/a");
        user.join();
        assertThat(result.status()).isNotZero();
        assertThat(Bench.tree(bench.home)).isEmpty();
    }

    @Test
    void anErrorOfOursIsALineThatSaysHowToLearnMore() {
        bench.vaults.register("odd", new Meddling(bench.other, () -> {
            throw new IllegalStateException("odd");
        }));
        assertThat(bench.run("write", "odd:/a", "x").err()).isEqualTo("vault: write: unexpected"
                + " java.lang.IllegalStateException: odd; --debug shows where it comes from\n");
    }

    @Test
    void argumentsThatAreListsAreTheirItems() {
        bench.with("a", "b");
        assertThat(bench.type("vault:cat [home:/a home:/b]").out()).isEqualTo("ab");
    }
}
