package io.foundry9.filebackend.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/** A platform that has the bundles for git, but not the one for ssh. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GitWithoutSshFelixIT {
    @Inject private BackendResolver resolver;

    private Path folder;

    @Configuration
    public Option[] platform() throws IOException {
        return new Option[] {ShippedBundles.underTest(Files.createTempDirectory("watched"),
                jar -> !ShippedBundles.isForSsh(jar))};
    }

    @Before
    public void folder() throws IOException {
        folder = Files.createTempDirectory("git-without-ssh-it");
    }

    @Test
    public void filesWork() throws IOException {
        assumeTrue("git is installed", Git.isThere());
        Path remote = Git.bare(folder.resolve("remote.git"));

        try (FileBackend docs = resolver.open("git+file://" + remote + "?path=" + folder.resolve("tree"))) {
            docs.create("a.txt", Content.of("text"));
            docs.as(SyncFileBackend.class).orElseThrow().push();
        }

        assertEquals("text", Git.run(remote, "show", "main:a.txt"));
    }

    @Test
    public void httpsGetsAsFarAsTheNetwork() throws IOException {
        assertTrue(refusal("git+https", closedPort()).problem().contains("refuses the connection"));
    }

    @Test
    public void sshSaysWhatIsMissing() throws IOException {
        BackendUnavailableException refusal = refusal("git+ssh", closedPort());

        assertTrue(refusal.problem(), refusal.problem().contains("org.eclipse.jgit.ssh.apache"));
        assertFalse(refusal.retryable());
    }

    private BackendUnavailableException refusal(String scheme, int port) {
        String uri = scheme + "://127.0.0.1:" + port + "/remote.git?path=" + folder.resolve("tree");
        return assertThrows(BackendUnavailableException.class, () -> resolver.open(uri));
    }

    /** One that nobody listens at. */
    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
