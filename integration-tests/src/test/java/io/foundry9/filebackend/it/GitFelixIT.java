package io.foundry9.filebackend.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.inject.Inject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Repositories of git as vaults, by the bundles as shipped, in a running Felix. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GitFelixIT {
    private static final String NAME = "io.foundry9.filebackend.git";

    @Inject private BundleContext context;
    @Inject private BackendResolver resolver;
    @Inject private VaultRegistry registry;

    private Path folder;
    private Path remote;

    @Configuration
    public Option[] platform() throws IOException {
        return new Option[] {ShippedBundles.underTest(Files.createTempDirectory("watched")),
                ShippedBundles.sshOfThePlatform()};
    }

    @Before
    public void repository() throws IOException {
        assumeTrue("git is installed", Git.isThere());
        folder = Files.createTempDirectory("git-felix-it");
        remote = Git.bare(folder.resolve("remote.git"));
    }

    @After
    public void forget() {
        if (registry.exists("docs")) {
            registry.unregister("docs");
        }
    }

    @Test
    public void whatIsPushedIsAtTheRemote() throws Exception {
        FileBackend docs = registry.register("docs", uri());
        docs.create("a/café.txt", Content.of("text"));

        assertEquals(1, push(docs));

        assertEquals("text", Git.run(remote, "show", "main:a/café.txt"));
    }

    @Test
    public void aVaultComesBackWithItsBackend() throws Exception {
        Bundle backend = bundle();
        FileBackend docs = registry.register("docs", uri(),
                VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(200)));
        docs.create("a.txt", Content.of("before"));

        backend.stop();
        assertThrows(BackendUnavailableException.class, () -> docs.readText("a.txt"));
        assertTrue(resolver.schemes().stream().noneMatch(scheme -> scheme.name().startsWith("git")));

        backend.start();
        Eventually.isTrue("it is back", () -> reads(docs));
        assertEquals(1, push(docs));
    }

    @Test
    public void aVaultOutlivesAnUpdateOfItsBackend() throws Exception {
        FileBackend docs = registry.register("docs", uri());
        docs.create("a.txt", Content.of("before"));

        try (InputStream jar = Files.newInputStream(jar("filebackend-backend-git-"))) {
            bundle().update(jar);
        }

        Eventually.isTrue("it is back", () -> reads(docs));
        docs.create("b.txt", Content.of("after"));
        assertEquals(1, push(docs));
        assertEquals("after", Git.run(remote, "show", "main:b.txt"));
    }

    /** The platform has an Apache MINA of its own, for the server, which puts its Bouncy Castle first in the JVM. */
    @Test
    public void aVaultOverSshGoesToKnownHostsOnly() throws Exception {
        try (SshHost host = SshHost.start(folder)) {
            String uri = host.uri(remote) + "&path=" + folder.resolve("tree");
            assertThrows(AuthenticationException.class, () -> resolver.open(uri));

            host.makeKnown();

            try (FileBackend docs = resolver.open(host.uri(remote) + "&path=" + folder.resolve("other"))) {
                docs.create("a.txt", Content.of("text"));
                assertEquals(1, push(docs));
            }
        }
        assertEquals("text", Git.run(remote, "show", "main:a.txt"));
    }

    private static boolean reads(FileBackend docs) {
        try {
            return docs.readText("a.txt").equals("before");
        } catch (BackendUnavailableException e) {
            return false;
        }
    }

    private static int push(FileBackend backend) {
        return backend.as(SyncFileBackend.class).orElseThrow().push().sent();
    }

    private String uri() {
        return "git+file://" + remote + "@main?path=" + folder.resolve("tree");
    }

    private Bundle bundle() {
        return Arrays.stream(context.getBundles()).filter(bundle -> NAME.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow();
    }

    private static Path jar(String prefix) {
        return ShippedBundles.jars().stream().filter(jar -> jar.getFileName().toString().startsWith(prefix))
                .findFirst().orElseThrow();
    }
}
