package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.WriteOption;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code mirror} and {@code check}. */
class MirrorCommandsTest {

    private Bench bench;

    @BeforeEach
    void fill() {
        bench = new Bench();
        write("a.txt", "one");
        write("deep/b.txt", "two");
        write("deep/er/c.txt", "three");
        bench.home.createDirectory("empty");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void write(String path, String text) {
        bench.home.write(path, Content.of(text), WriteOption.OVERWRITE);
    }

    private void writeOther(String path, String text) {
        bench.other.write(path, Content.of(text), WriteOption.OVERWRITE);
    }

    private String mirror(String... options) {
        String[] words = Stream.concat(Stream.of(options), Stream.of("home:/", "other:/copy")).toArray(String[]::new);
        Bench.Result result = bench.run("mirror", words);
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    @Test
    void theTargetBecomesWhatTheSourceIsAndThenNothingIsLeftToDo() {
        assertThat(mirror("-v")).isEqualTo("""
                + a.txt
                + deep/b.txt
                + deep/er/c.txt
                other:/copy: copied 3 files (11 bytes), 0 unchanged
                """);
        assertThat(bench.other.readText("copy/deep/er/c.txt")).isEqualTo("three");
        assertThat(bench.other.info("copy/empty").isDirectory()).isTrue();

        assertThat(mirror("-v")).isEqualTo("other:/copy: copied 0 files (0 bytes), 3 unchanged\n");
        assertThat(mirror("--checksum")).isEqualTo("other:/copy: copied 0 files (0 bytes), 3 unchanged\n");
    }

    @Test
    void onlyWhatDiffersIsCopied() {
        mirror();
        write("a.txt", "other size");
        write("deep/b.txt", "owt");

        assertThat(mirror("-v")).contains("* a.txt\n", "* deep/b.txt\n", "copied 2 files", "1 unchanged");
        assertThat(bench.other.readText("copy/deep/b.txt")).isEqualTo("owt");
    }

    @Test
    void aCopyThatOnlyLooksOlderIsNotMadeAgain() {
        mirror();
        write("a.txt", bench.home.readText("a.txt"));

        assertThat(mirror("-v")).isEqualTo("other:/copy: copied 0 files (0 bytes), 3 unchanged\n");
    }

    @Test
    void aChecksumFindsWhatTimeAndSizeDontTell() {
        mirror();
        writeOther("copy/a.txt", "eno");

        assertThat(mirror()).contains("copied 0 files");
        assertThat(mirror("--checksum", "-v")).startsWith("* a.txt\n");
        assertThat(bench.other.readText("copy/a.txt")).isEqualTo("one");
    }

    @Test
    void whatIsOnlyInTheTargetStaysUnlessItIsToGo() {
        mirror();
        writeOther("copy/more/x", "x");
        writeOther("copy/more/y", "y");
        writeOther("copy/zz", "z");

        assertThat(mirror()).doesNotContain("deleted");
        assertThat(bench.other.exists("copy/zz")).isTrue();
        assertThat(mirror("-nv", "--delete")).isEqualTo("""
                - more
                - zz
                other:/copy: would copy 0 files (0 bytes), would delete 2, 3 unchanged
                """);
        assertThat(bench.other.exists("copy/more/x")).isTrue();
        assertThat(mirror("--delete")).contains(", deleted 2, ");
        assertThat(bench.other.exists("copy/more")).isFalse();
        assertThat(bench.run("check", "home:/", "other:/copy").status()).isZero();
    }

    @Test
    void aFileInPlaceOfADirectoryIsReplacedOnlyIfThingsMayGo() {
        writeOther("copy/deep", "a file");
        writeOther("copy/a.txt/inside", "a directory");

        Bench.Result refused = bench.run("mirror", "home:/", "other:/copy");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("other:/copy/a.txt: is a directory, unlike in the source; --delete")
                .contains("other:/copy/deep: is not a directory");
        assertThat(bench.other.readText("copy/deep")).isEqualTo("a file");

        mirror("--delete");
        assertThat(bench.other.readText("copy/a.txt")).isEqualTo("one");
        assertThat(bench.other.readText("copy/deep/er/c.txt")).isEqualTo("three");
        assertThat(bench.run("check", "home:/", "other:/copy").status()).isZero();
    }

    @Test
    void whatCannotBeReadIsToldAndThenNothingIsDeleted() {
        bench.store.foreignLink("broken", "nowhere");
        writeOther("copy/surplus", "x");

        Bench.Result result = bench.run("mirror", "--delete", "home:/", "other:/copy");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("home:/broken");
        assertThat(bench.other.exists("copy/surplus")).isTrue();
        assertThat(bench.other.readText("copy/a.txt")).isEqualTo("one");
    }

    @Test
    void aLinkIsMirroredAsTheFileThatItLeadsTo() {
        bench.store.foreignLink("link", "a.txt");

        assertThat(mirror("-v")).contains("+ link\n");
        assertThat(bench.other.readText("copy/link")).isEqualTo("one");
        assertThat(mirror("-v")).contains("copied 0 files");
    }

    @Test
    void aDryRunChangesNothing() {
        assertThat(mirror("-n")).isEqualTo("""
                + a.txt
                + deep/b.txt
                + deep/er/c.txt
                other:/copy: would copy 3 files (11 bytes), 0 unchanged
                """);
        assertThat(bench.other.exists("copy")).isFalse();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(bench.run("mirror", "home:/a.txt", "other:/copy").err()).contains("vault:cp copies a file");
        assertThat(bench.run("mirror", "home:/", "home:/copy").err()).contains("inside the other");
        assertThat(bench.run("mirror", "home:/deep", "home:/a.txt").err()).contains("is not a directory");
        assertThat(bench.run("mirror", "home:/nosuch", "other:/").err()).contains("not found");
    }

    @Test
    void withinAVaultOneDirectoryBecomesWhatAnotherIs() {
        assertThat(bench.run("mirror", "home:/deep", "home:/copy").err()).isEmpty();
        assertThat(bench.home.readText("copy/er/c.txt")).isEqualTo("three");
    }

    @Test
    void checkTellsEachDifference() {
        mirror();
        write("new", "n");
        write("a.txt", "eno");
        writeOther("copy/old", "o");
        writeOther("copy/empty/file", "f");
        bench.other.delete("copy/deep/b.txt");
        bench.store.foreignWrite("deep/er/c.txt", "three".getBytes(StandardCharsets.UTF_8));

        Bench.Result result = bench.run("check", "home:/", "other:/copy");

        assertThat(result.lines()).containsExactly("* a.txt", "- deep/b.txt", "+ empty/file", "- new",
                "+ old");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("vault: 5 differences between home:/ and other:/copy\n");
        assertThat(bench.run("check", "home:/nosuch", "other:/copy").err()).contains("not found");
        assertThat(bench.run("check", "--quick", "home:/empty", "home:/empty").status()).isZero();
    }

    @Test
    void changesAreToldInTheOrderOfTheTreeWhoeverCopies() {
        for (int i = 100; i < 200; i++) {
            write("many/" + i, "x".repeat(i));
        }

        assertThat(mirror("-v").lines().filter(line -> line.contains("many/"))).hasSize(100).isSorted();
    }
}
