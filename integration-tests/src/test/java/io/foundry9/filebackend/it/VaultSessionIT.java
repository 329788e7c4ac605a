package io.foundry9.filebackend.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vault session}: several processes, and what becomes of a session whose process ends. */
class VaultSessionIT {

    @TempDir Path folder;
    private Vault vault;

    @BeforeEach
    void home() throws Exception {
        vault = Vault.in(folder);
        vault.out("write", "home:/kept.txt", "kept");
    }

    @Test
    void aScriptIsDoneAsAWholeOrNotAtAll() throws Exception {
        Finished done = vault.runWithInput("""
                write home:/café.txt one
                mv home:/kept.txt home:/moved.txt
                """.getBytes(UTF_8), "session", "home:");
        assertThat(done.err()).isEmpty();
        assertThat(done.status()).isZero();
        Finished failed = vault.runWithInput("rm home:/café.txt\ncat home:/missing\n".getBytes(UTF_8),
                "session", "home:");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).isEqualTo("vault: line 2: home:/missing: not found; vault:ls home:/ shows what is"
                + " there; the session was rolled back, nothing of it was done\n");
        assertThat(vault.out("ls", "home:/").lines()).containsExactly("café.txt", "moved.txt");
    }

    @Test
    void sessionsAreBegunAndEndedInAScriptOfTheShell() throws Exception {
        Finished shell = vault.script("""
                session begin home:
                write home:/never.txt x
                session rollback
                session begin home:
                write home:/new.txt x
                session commit
                session begin home:
                rm home:/new.txt
                """);
        assertThat(shell.err()).isEmpty();
        assertThat(vault.out("ls", "home:/").lines()).containsExactly("kept.txt", "new.txt");
    }

    private boolean isStaged() throws IOException {
        Path staging = vault.files().resolve(".f9/staging");
        try (Stream<Path> all = Files.exists(staging) ? Files.walk(staging) : Stream.empty()) {
            return all.anyMatch(Files::isRegularFile);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void anotherProcessReadsMeanwhileAndGoesOnWhenTheFirstDies(String signal) throws Exception {
        Process first = vault.start("session", "home:");
        OutputStream script = first.getOutputStream();
        script.write("rm home:/kept.txt\nwrite home:/new.txt x\n".getBytes(UTF_8));
        script.flush();
        Eventually.isTrue("something is put aside", this::isStaged);

        assertThat(vault.out("cat", "home:/kept.txt")).isEqualTo("kept");
        assertThat(vault.failure(1, "session", "begin", "-t", "50ms", "home:"))
                .contains("home:/: is locked by someone else; waited 50 ms");

        Vault.signal(signal, first);
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        vault.out("append", "home:/kept.txt", "!");
        assertThat(vault.out("ls", "home:/").lines()).containsExactly("kept.txt");
        assertThat(vault.out("cat", "home:/kept.txt")).isEqualTo("kept!");
    }
}
