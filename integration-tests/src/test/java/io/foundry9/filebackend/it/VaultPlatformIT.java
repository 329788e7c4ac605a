package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform as something that stays, and as something that a script is given to; what is dropped into its home. */
class VaultPlatformIT {
    @TempDir Path folder;
    private Vault vault;
    private Process serving;

    @BeforeEach
    void home() {
        vault = Vault.in(folder).counted();
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (serving != null) {
            serving.destroyForcibly().waitFor();
        }
    }

    @Test
    void itServesUntilItIsToldToStop() throws Exception {
        Path err = folder.resolve("err.txt");
        serving = vault.command("serve").redirectError(err.toFile()).start();
        Eventually.isTrue("it serves", () -> Files.readString(err).contains("serving"));

        assertThat(vault.out("list")).contains("home");
        Vault.signal("TERM", serving);

        assertThat(serving.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(serving.exitValue()).isZero();
        assertThat(serving.getInputStream().readAllBytes()).isEmpty();
        assertThat(err).content().hasLineCount(1);
        assertThat(vault.runFolders(serving.pid())).isEmpty();
    }

    @Test
    void whatIsDroppedInWhileItServesIsTakenUp() throws Exception {
        serving = vault.start("serve");
        Path deploy = vault.home().resolve("deploy");
        Eventually.isTrue("the home is there", () -> Files.isDirectory(deploy));

        Path bundle = Files.copy(Stranger.markerBundle(folder), deploy.resolve("marker.jar"));
        Files.writeString(vault.etc().resolve("io.foundry9.filebackend.vault~dropped.cfg"),
                "uri = " + folder.toUri() + "dropped?create_root=true\n");

        Eventually.isTrue("the bundle runs", () -> Files.exists(vault.home().resolve("marker")));
        Eventually.isTrue("the vault is opened", () -> Files.isDirectory(folder.resolve("dropped")));
        Files.delete(bundle);
        Eventually.isTrue("the bundle has stopped", () -> !Files.exists(vault.home().resolve("marker")));
    }

    @Test
    void aCommandHasTheBundlesThatLieInTheHome() throws Exception {
        vault.out("list");
        Files.copy(Stranger.backendBundle(folder), vault.home().resolve("deploy/map.jar"));

        assertThat(vault.out("schemes")).contains("map").contains("file");
        vault.out("add", "scratch", "map://");
        assertThat(vault.out("ls", "scratch:/")).isEmpty();
    }

    @Test
    void aBundleThatIsNoneIsAWarningAndNoObstacle() throws Exception {
        vault.out("write", "home:/a", "x");
        Files.writeString(vault.home().resolve("deploy/broken.jar"), "no jar");

        Finished process = vault.run("cat", "home:/a");

        assertThat(process.out()).isEqualTo("x");
        assertThat(process.err()).startsWith("vault: warning: ").contains("broken.jar").containsOnlyOnce("\n");
        assertThat(process.status()).isZero();
    }

    @Test
    void aVaultIsAFileInTheHome() throws Exception {
        vault.out("list");
        Files.writeString(vault.etc().resolve("io.foundry9.filebackend.vault~mine.cfg"),
                "uri = " + folder.toUri() + "mine?create_root=true\n");

        vault.out("write", "mine:/a", "x");

        assertThat(folder.resolve("mine/a")).hasContent("x");
    }

    @Test
    void aScriptIsRunLineByLine() throws Exception {
        Finished process = vault.script("""
                write home:/a.txt one two

                write home:/b.md "three  $VAULT"
                ls home:/
                cat home:/a.txt | grep two
                vault:cat home:/b.md
                """);

        assertThat(process.err()).isEmpty();
        assertThat(process.status()).isZero();
        assertThat(process.out().replaceAll("\\u001B\\[[0-9;]*m", "")).startsWith("a.txt\nb.md\none two");
    }

    @Test
    void aScriptGoesOnAfterAnErrorAndTellsOfItInTheEnd() throws Exception {
        Finished process = vault.script("cat home:/missing\nfrobnicate now\nwrite home:/a x\ncat home:/a\n");

        assertThat(process.out()).isEqualTo("x");
        assertThat(process.err().lines()).hasSize(2).allMatch(line -> line.startsWith("vault: "));
        assertThat(process.status()).isEqualTo(2);
    }

    @Test
    void aCommandOfAScriptReadsTheRestOfIt() throws Exception {
        Finished process = vault.script("put - home:/rest\nfirst\nsecond\n");

        assertThat(process.err()).isEmpty();
        assertThat(vault.files().resolve("rest")).hasContent("first\nsecond\n");
    }

    @Test
    void anEmptyScriptDoesNothing() throws Exception {
        assertThat(vault.out()).isEmpty();
    }

    @Test
    void theConsoleRunsWhatIsTypedAndEndsAtExit() throws Exception {
        ProcessBuilder console = vault.command();
        console.environment().merge("F9_JAVA_OPTS", " -Dio.foundry9.filebackend.terminals=in"
                + " -Dorg.jline.terminal.dumb=true", String::concat);
        Path typed = Files.writeString(folder.resolve("typed.txt"), "write home:/typed text\ncat home:/typed\n"
                + "echo x?password=hunter2\necho x?password=env:NAME\nexit\n");

        Finished process = Finished.of(console.redirectInput(typed.toFile()), folder);

        assertThat(process.status()).isZero();
        assertThat(process.out()).contains("vault> ");
        assertThat(vault.files().resolve("typed")).hasContent("text");
        assertThat(vault.home().resolve("history")).content().contains("cat home:/typed")
                .contains("password=env:NAME").doesNotContain("hunter2");
        assertThat(vault.runFolders(process.pid())).isEmpty();
    }

    @Test
    void theRehearsalSeesEveryCommandWorkAndLeavesNothing() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(Jvm.command());
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-cp",
                Path.of(System.getProperty("f9.dist"), "lib", "vault.jar").toString(),
                "io.foundry9.filebackend.launcher.Rehearsal"));

        Finished process = Finished.of(new ProcessBuilder(command), folder);

        assertThat(process.out()).isEmpty();
        assertThat(process.err().lines().filter(line -> line.startsWith("vault: ")))
                .allMatch(line -> line.contains("home:/missing"));
        assertThat(process.status()).isZero();
        assertThat(temporary).isEmptyDirectory();
    }
}
