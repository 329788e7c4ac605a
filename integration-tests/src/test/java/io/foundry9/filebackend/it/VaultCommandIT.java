package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command a process: what a person or a script types, and what comes of it. */
class VaultCommandIT {
    @TempDir Path folder;
    private Vault vault;

    @BeforeEach
    void home() {
        vault = Vault.in(folder);
    }

    @Test
    void aTreeGoesInIsFoundReadAndComesBack() throws Exception {
        Path source = folder.resolve("source");
        Files.createDirectories(source.resolve("deep/er"));
        Files.writeString(source.resolve("a.txt"), "first\nsecond\n");
        Files.writeString(source.resolve("deep/B.java"), "class B {}");
        Files.writeString(source.resolve("deep/er/café ☃.java"), "");

        assertThat(vault.out("put", "-r", "source", "home:/import")).isEmpty();

        assertThat(vault.out("find", "home:", "**/*.java").lines())
                .containsExactly("import/deep/B.java", "import/deep/er/café ☃.java");
        assertThat(vault.files().resolve("import/deep/B.java")).hasContent("class B {}");

        assertThat(vault.out("get", "-r", "home:/import", "back")).isEmpty();
        assertThat(new ProcessBuilder("diff", "-r", "source", "back").directory(folder.toFile()).start().waitFor())
                .isZero();
    }

    @Test
    void bytesGoThroughPipesAsTheyAre() throws Exception {
        byte[] big = new byte[5_000_001];
        new Random(7).nextBytes(big);
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(big));

        Finished put = vault.runWithInput(big, "put", "-", "home:/big.bin");
        assertThat(put.err()).isEmpty();
        assertThat(put.status()).isZero();

        assertThat(vault.out("checksum", "-a", "sha256", "home:/big.bin")).isEqualTo(sha256 + "  big.bin\n");
        assertThat(vault.out("stat", "home:/big.bin")).contains("5000001");
        assertThat(Arrays.equals(vault.run("cat", "home:/big.bin").bytes(), big)).isTrue();
    }

    @Test
    void argumentsReachACommandAsTheyAre() throws Exception {
        List<String> words = List.of("write", "home:/text", "a  b ", "$HOME ${x} $args $1", "x | grep y; ls && rm &",
                "{ [ ( ) ] }", "'single' \"double\"", "back\\slash \\n", "two\nlines\n", "*", "?", "~", "/etc/*",
                "# no comment", "naïve ☃ 😀", "1.0", "null", "true", "<(x) > y", "a=b", "=", "%(1+1)", "", "-");

        vault.out(words.toArray(String[]::new));

        assertThat(vault.files().resolve("text")).hasContent(String.join(" ", words.subList(2, words.size())));
    }

    @Test
    void anArgumentMayBeEmptyOrMissing() throws Exception {
        vault.out("write", "home:/text", "");

        assertThat(vault.files().resolve("text")).isEmptyFile();
        assertThat(vault.failure(2, "cat")).contains("cat");
    }

    @Test
    void aNameWithAccentsWorksInTheCLocale() throws Exception {
        vault.out("write", "home:/café.txt", "crème");

        assertThat(vault.out("cat", "home:/café.txt")).isEqualTo("crème");
        assertThat(vault.out("ls", "home:/")).isEqualTo("café.txt\n");
        assertThat(vault.failure(1, "cat", "home:/thé.txt")).contains("thé.txt");
    }

    @Test
    void wrongUsageIsTwo() throws Exception {
        vault = vault.counted();
        assertThat(vault.failure(2, "frobnicate")).contains("frobnicate").contains("cat").contains("checksum");
        assertThat(vault.failure(2, "--frobnicate")).contains("--frobnicate");
        assertThat(vault.failure(2, "--home")).contains("--home");
        assertThat(vault.failure(2, "serve", "now")).contains("serve");
        assertThat(vault.failure(2, "ls", "--frobnicate", "home:/")).contains("--frobnicate");
    }

    @Test
    void whatFailsIsOneAndNamesThePath() throws Exception {
        assertThat(vault.failure(1, "cat", "home:/missing.txt")).contains("missing.txt");
        assertThat(vault.failure(1, "cat", "nowhere:/x")).contains("nowhere");
        assertThat(vault.failure(1, "--home", "/dev/null/x", "list")).contains("/dev/null");
    }

    @Test
    void whatWasFoundBeforeAFailureIsPrinted() throws Exception {
        vault.out("write", "home:/there", "x");

        Finished process = vault.run("ls", "home:/there", "home:/missing");

        assertThat(process.status()).isEqualTo(1);
        assertThat(process.out()).isEqualTo("there\n");
        assertThat(process.err()).contains("missing");
    }

    @Test
    void theAdviceOfAMessageCanBeTypedAsItStands() throws Exception {
        vault.out("write", "home:/there", "x");
        assertThat(vault.failure(1, "cat", "home:/missing")).contains("vault:ls home:/ ");

        assertThat(vault.out("vault:ls", "home:/")).isEqualTo("there\n");
    }

    @Test
    void aWarningIsOneLineAsAnErrorIs() throws Exception {
        vault.out("list");
        Files.writeString(vault.etc().resolve("io.foundry9.filebackend.vault~lost.cfg"),
                "uri = file:///no/such/folder\n");

        Finished process = vault.run("ls", "home:/");

        assertThat(process.status()).isZero();
        assertThat(process.err()).startsWith("vault: ").contains("lost").containsOnlyOnce("\n");
    }

    @Test
    void theStackTraceIsForThoseWhoAsk() throws Exception {
        Finished process = vault.counted().run("--debug", "cat", "home:/missing.txt");

        assertThat(process.status()).isEqualTo(1);
        assertThat(process.out()).isEmpty();
        assertThat(process.err()).startsWith("vault: ").contains("\tat io.foundry9.filebackend.");
    }

    @Test
    void aStreamThatIsClosedIsEmptyAndNotWhateverTheJvmOpens() throws Exception {
        assertThat(Finished.of(closing("<&-", "put", "-", "home:/a"), folder).status()).isZero();
        assertThat(vault.out("cat", "home:/a")).isEmpty();

        Finished cat = Finished.of(closing(">&-", "list"), folder);
        assertThat(cat.status()).isEqualTo(1);
        assertThat(cat.err()).startsWith("vault: cannot write to standard output");
    }

    /** The command in a shell that closes one of its streams. */
    private ProcessBuilder closing(String redirection, String... words) {
        ProcessBuilder builder = vault.command(words);
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" " + redirection, "sh"));
        shell.addAll(builder.command());
        return builder.command(shell);
    }

    @Test
    void versionAndHelpNeedNoHome() throws Exception {
        vault = vault.counted();
        assertThat(vault.out("--version")).matches("vault \\d+\\.\\d+\\.\\d+\n");
        assertThat(vault.out("--help")).startsWith("usage: vault ").contains("--home DIR").contains("serve");
        assertThat(vault.home()).doesNotExist();
    }

    @Test
    void theHomeMayBeElsewhereAndMayMove() throws Exception {
        vault.out("--home", "first place", "write", "home:/a", "x");
        Files.move(folder.resolve("first place"), folder.resolve("second"));

        ProcessBuilder moved = vault.command("cat", "home:/a");
        moved.environment().put("F9_HOME", "second");

        assertThat(Finished.of(moved, folder).out()).isEqualTo("x");
        assertThat(vault.home()).doesNotExist();
    }

    @Test
    void aProcessLeavesNothingOfItsOwn() throws Exception {
        assertThat(vault.runFolders(vault.run("write", "home:/a", "x").pid())).isEmpty();
        assertThat(vault.runFolders(vault.run("cat", "home:/missing").pid())).isEmpty();
        assertThat(vault.home().resolve("run")).isEmptyDirectory();
        assertThat(Files.readString(vault.etc().resolve("io.foundry9.filebackend.vault~home.cfg"))).contains("uri");
    }

    @Test
    void standardOutputThatIsFullIsAnError() throws Exception {
        vault.out("write", "home:/a", "x".repeat(100));
        Path err = Files.createFile(folder.resolve("err.txt"));
        Process process = vault.counted().command("cat", "home:/a").redirectOutput(Path.of("/dev/full").toFile())
                .redirectError(err.toFile()).start();

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).content(StandardCharsets.UTF_8).startsWith("vault: ").contains("No space left");
    }

    @Test
    void aReaderThatHasSeenEnoughEndsTheCommandQuietly() throws IOException, InterruptedException {
        byte[] big = new byte[20_000_000];
        Finished put = vault.runWithInput(big, "put", "-", "home:/big");
        assertThat(put.status()).isZero();
        Path err = Files.createFile(folder.resolve("err.txt"));
        Process process = vault.counted().command("cat", "home:/big").redirectError(err.toFile()).start();

        assertThat(process.getInputStream().readNBytes(10)).hasSize(10);
        process.getInputStream().close();

        process.waitFor();
        assertThat(err).isEmptyFile();
        assertThat(vault.runFolders(process.pid())).isEmpty();
    }
}
