package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform is told to stop, as a service manager does it, while a bundle is at work. */
class VaultStopIT {
    @TempDir Path folder;
    private Vault vault;
    private Process serving;

    @BeforeEach
    void serve() throws Exception {
        vault = Vault.in(folder);
        serving = vault.start("serve");
        Eventually.isTrue("it serves", () -> Files.isDirectory(vault.files()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        serving.destroyForcibly().waitFor();
    }

    @Test
    void aWriteThatIsUnderWayIsFinishedAndNothingIsLeft() throws Exception {
        Files.move(slowBundle(), vault.home().resolve("deploy/slow.jar"));
        Eventually.isTrue("it writes", () -> Files.exists(vault.home().resolve("begun")));

        Vault.signal("TERM", serving);

        assertThat(serving.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(serving.exitValue()).isZero();
        assertThat(vault.files().resolve("slow.txt")).hasContent("x".repeat(20));
        assertThat(vault.runFolders(serving.pid())).isEmpty();
        try (Stream<Path> hidden = Files.walk(vault.files().resolve(".f9"))) {
            assertThat(hidden.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .containsExactly("lock");
        }
    }

    private Path slowBundle() throws IOException {
        List<Path> needed = new ArrayList<>(ShippedBundles.framework());
        needed.addAll(ShippedBundles.ours());
        Path classes = Stranger.compile(Path.of(System.getProperty("f9.strangers"), "slow"),
                folder.resolve("slow-classes"), "-classpath", Stranger.path(needed));
        Path manifest = Files.writeString(folder.resolve("slow.mf"), """
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: slow
                Bundle-Version: 1.0.0
                Bundle-Activator: slow.Activator
                Import-Package: io.foundry9.filebackend,org.osgi.framework
                """);
        Path jar = folder.resolve("slow.jar");
        StringWriter messages = new StringWriter();
        int status = ToolProvider.findFirst("jar").orElseThrow().run(new PrintWriter(messages),
                new PrintWriter(messages), "--create", "--file=" + jar, "--manifest=" + manifest, "-C",
                classes.toString(), ".");
        assertThat(status).as(messages.toString()).isZero();
        return jar;
    }
}
