package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several processes on one home, and processes that end before their time. */
class VaultProcessesIT {
    private static final int ENOUGH_TO_BE_STAGED = 5_000_000;

    @TempDir Path folder;
    private Vault vault;

    @BeforeEach
    void home() {
        vault = Vault.in(folder);
    }

    @Test
    void oneReadsWhatTheOtherWrites() throws Exception {
        byte[] big = new byte[3_000_000];
        new Random(1).nextBytes(big);
        vault.runWithInput(big, "put", "-", "home:/big.bin");
        Path err = Files.createFile(folder.resolve("err.txt"));

        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                vault.command("cat", "home:/big.bin").redirectOutput(Redirect.PIPE).redirectError(err.toFile()),
                vault.command("put", "-", "home:/copy.bin").redirectInput(Redirect.PIPE)
                        .redirectError(Redirect.appendTo(err.toFile()))));

        for (Process process : pipe) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(err).isEmptyFile();
        assertThat(Arrays.equals(Files.readAllBytes(vault.files().resolve("copy.bin")), big)).isTrue();
    }

    @Test
    void ofManyWhoCreateTheSameNewFileOneWins() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(vault.start("write", "home:/new.txt", "process " + i));
        }
        int winners = 0;
        for (Process process : all) {
            int status = process.waitFor();
            assertThat(status).isBetween(0, 1);
            winners += 1 - status;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(vault.out("cat", "home:/new.txt")).startsWith("process ");
    }

    @Test
    void manyStartOnANewHomeAtOnce() throws Exception {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(vault.start("write", "home:/" + i, "x"));
        }
        for (Process process : all) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(vault.out("ls", "home:/").lines()).containsExactly("0", "1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130"})
    void aSignalDuringAWriteLeavesNothing(String signal, int status) throws Exception {
        vault = vault.counted();
        Process put = startedPut();

        Vault.signal(signal, put);

        assertThat(put.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(put.exitValue()).isEqualTo(status);
        assertThat(staged()).isEmpty();
        assertThat(vault.runFolders(put.pid())).isEmpty();
        assertThat(vault.out("ls", "home:/")).isEmpty();
    }

    @Test
    void aKilledWriteIsNeverSeenAndIsSweptByTheNext() throws Exception {
        Process put = startedPut();

        put.destroyForcibly().waitFor();
        assertThat(vault.runFolders(put.pid())).hasSize(1);

        assertThat(vault.out("ls", "home:/")).isEmpty();
        assertThat(vault.runFolders(put.pid())).isEmpty();
        vault.out("write", "home:/big.bin", "small");
        assertThat(staged()).isEmpty();
    }

    @Test
    void aLivingProcessIsNotSwept() throws Exception {
        Process put = startedPut();

        vault.out("write", "home:/other", "x");
        assertThat(vault.runFolders(put.pid())).hasSize(1);
        put.getOutputStream().close();

        assertThat(put.waitFor()).isZero();
        assertThat(vault.files().resolve("big.bin")).hasSize(ENOUGH_TO_BE_STAGED);
    }

    /** A process that has staged a part of a file, and waits for more. */
    private Process startedPut() throws Exception {
        Process put = vault.start("put", "-", "home:/big.bin");
        OutputStream in = put.getOutputStream();
        in.write(new byte[ENOUGH_TO_BE_STAGED]);
        in.flush();
        Eventually.isTrue("bytes are staged", () -> staged().stream().anyMatch(size -> size > 0));
        return put;
    }

    /** The sizes of what lies in the hidden folder of the vault's root, its lock and memory apart. */
    private List<Long> staged() throws IOException {
        Path hidden = vault.files().resolve(".f9");
        if (!Files.isDirectory(hidden)) {
            return List.of();
        }
        List<Long> sizes = new ArrayList<>();
        try (Stream<Path> all = Files.walk(hidden)) {
            for (Path file : all.filter(path -> !path.getParent().equals(hidden)).filter(Files::isRegularFile)
                    .toList()) {
                sizes.add(Files.size(file));
            }
        }
        return sizes;
    }
}
