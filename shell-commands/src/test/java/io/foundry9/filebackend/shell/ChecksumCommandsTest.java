package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code checksum} and {@code verify}. */
class ChecksumCommandsTest {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir Path here;
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theLineIsThatOfSha256sum() {
        bench.home.create("docs/a", Content.of("abc"));
        assertThat(bench.run("checksum", "home:/docs/a").out()).isEqualTo(ABC + "  docs/a\n");
        assertThat(bench.run("checksum", "-a", "MD5", "home:/docs/a").out())
                .isEqualTo("900150983cd24fb0d6963f7d28e17f72  docs/a\n");
    }

    @Test
    void anUnknownAlgorithmIsWrongUsage() {
        Bench.Result result = bench.run("checksum", "-a", "crc", "home:/a");
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).startsWith("vault: checksum: unknown checksum algorithm 'crc';"
                + " known are md5, sha256, sha512, blake3; usage: ");
    }

    @Test
    void anAlgorithmThatIsNotAtHandIsAFailureThatSaysWhatToAdd() {
        Bench.Result result = bench.run("checksum", "--algorithm=blake3", "home:/a");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("vault: blake3 needs Bouncy Castle's bcprov: ").hasLineCount(1);
    }

    @Test
    void wholeTreesComeInTheirOrder() {
        for (int i = 0; i < 600; i++) {
            bench.home.create("import/d%d/%03d".formatted(i / 100, i), Content.of("abc"));
        }
        bench.store.foreignLink("import/link", "d0/000");
        bench.store.foreignLink("import/gone", "nothing");
        bench.store.foreignLink("import/dir", "d0");
        Bench.Result result = bench.run("checksum", "-r", "home:/import");
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).hasSize(601).contains(ABC + "  import/link").isSubsetOf(
                result.lines().stream().filter(line -> line.startsWith(ABC + "  import/")).toList());
        assertThat(result.lines().subList(0, 600)).isSorted();
        assertThat(bench.run("checksum", "-r", "--relative", "home:/import").lines()).contains(ABC + "  d0/000");
    }

    @Test
    void whatHasNoChecksumIsToldAndTheRestIsComputed() {
        bench.with("dir/a", "b");
        Bench.Result result = bench.run("checksum", "home:/no", "home:/b", "home:/dir", "bad:/x", "home:/dir/a");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).hasLineCount(2).contains("  b\n", "  dir/a\n");
        assertThat(result.err()).isEqualTo("""
                vault: home:/no: not found; vault:ls home:/ shows what is there
                vault: home:/dir: is a directory; use -r for all that it holds
                vault: bad: no such vault; there are: home, other
                vault: 3 of 5 checksums missing
                """);
    }

    @Test
    void filesOfSeveralVaultsKeepTheirOrder() {
        bench.home.create("a", Content.of("abc"));
        bench.other.create("b", Content.empty());
        assertThat(bench.run("checksum", "home:/a", "other:/b", "home:/a").out())
                .isEqualTo(ABC + "  a\n" + EMPTY + "  b\n" + ABC + "  a\n");
    }

    @Test
    void aFileIsVerified() {
        bench.home.create("a", Content.of("abc"));
        assertThat(bench.run("verify", "home:/a", ABC.toUpperCase()).out()).isEqualTo("a: OK\n");
        assertThat(bench.run("verify", "-q", "home:/a", ABC).out()).isEmpty();
        assertThat(bench.run("verify", "home:/a", "900150983cd24fb0d6963f7d28e17f72").status()).isZero();
        Bench.Result wrong = bench.run("verify", "home:/a", EMPTY);
        assertThat(wrong.status()).isEqualTo(1);
        assertThat(wrong.out()).isEqualTo("a: FAILED\n");
        assertThat(wrong.err()).isEqualTo("vault: home:/a: its checksum is " + ABC + ", not " + EMPTY + "\n");
    }

    @Test
    void whatIsNoChecksumIsWrongUsage() {
        for (String[] words : new String[][] {{"home:/a", "xyz"}, {"home:/a", ABC + "0"}, {"-a", "md5", "home:/a", ABC},
                {"home:/a"}}) {
            assertThat(bench.run("verify", words).status()).isEqualTo(2);
        }
    }

    @Test
    void aListIsVerified() throws IOException {
        bench.home.create("import/a", Content.of("abc"));
        bench.home.create("import/sub/b", Content.empty());
        bench.home.create("import/c", Content.of("c"));
        Files.writeString(here.resolve("list"), ABC + "  a\n" + EMPTY + " *./sub/b\n");
        assertThat(bench.in(here).run("verify", "-c", "list", "home:/import").out())
                .isEqualTo("a: OK\n./sub/b: OK\n");
        String bad = ABC + "  a\n" + ABC + "  c\n" + ABC + "  missing\n" + ABC + "  ../../out\n"
                + "900150983cd24fb0d6963f7d28e17f72  a\n";
        Bench.Result result = bench.given(bad).run("verify", "-qc", "-", "home:/import");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("c: FAILED\n");
        assertThat(result.err().lines()).hasSize(4).last().isEqualTo("vault: 3 of 5 files not as they should be");
    }

    @Test
    void aListThatIsNoneIsTold() throws IOException {
        Files.writeString(here.resolve("list"), ABC + "  a\nwhatever\n");
        bench.home.create("a", Content.of("abc"));
        assertThat(bench.in(here).run("verify", "-c", "list", "home:").err()).isEqualTo(
                "vault: list, line 2: is no checksum, two spaces and a path; nothing after it was looked at\n");
        assertThat(bench.run("verify", "-c", "nothing", "home:").err())
                .isEqualTo("vault: nothing: no such file or directory\n");
    }

    @Test
    void whatChecksumPrintsCanBeVerified() {
        bench.with("x/a", "x/b/c");
        Bench.Result result = bench.type("vault:checksum -r home:/x | vault:verify -c - home:");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("x/a: OK\nx/b/c: OK\n");
    }
}
