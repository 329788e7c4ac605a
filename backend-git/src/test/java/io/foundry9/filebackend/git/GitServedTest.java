package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.SyncFileBackend;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vaults on real servers: over https with a private certificate and a password, and over ssh with a key. */
class GitServedTest {

    private static final String CANARY = "cAnArY-pass-word-41";

    @TempDir Path top;

    private final SchemeRegistry schemes = SchemeRegistry.empty();
    private GitFolders folders;

    @BeforeEach
    void make() throws IOException {
        folders = new GitFolders(top);
        schemes.register(new GitBackendFactory());
    }

    private String remoteLog() throws IOException {
        return GitFolders.gitIn(folders.remote(), "log", "--format=%s", "main");
    }

    private static SyncFileBackend sync(FileBackend backend) {
        return backend.as(SyncFileBackend.class).orElseThrow();
    }

    private String httpsUri(HttpsServerOfTests server, CertificateOfTests certificate, String password) {
        return "git+https://127.0.0.1:" + server.port() + "/remote.git@main?path=" + folders.folder("work")
                + "&username=alice&password=" + password + "&ca=" + certificate.pem();
    }

    @Test
    void overHttpsAVaultLivesAndItsPasswordIsNowhere() throws Exception {
        CertificateOfTests certificate = CertificateOfTests.valid();
        Path secret = Files.writeString(top.resolve("password"), CANARY + "\n");
        try (HttpsServerOfTests server = HttpsServerOfTests.secure(top, certificate)) {
            server.require("alice", CANARY);
            try (FileBackend backend = schemes.open(httpsUri(server, certificate, "file:" + secret))) {
                backend.create("a", Content.of("a"));
                sync(backend).push("over https");
                assertThat(sync(backend).status().isInStep()).isTrue();
                assertThat(backend.toString() + sync(backend).status()).doesNotContain(CANARY);
                server.decline("not on a Friday", "come back later");
                backend.create("b", Content.of("b"));
                Throwable refused = catchThrowable(() -> sync(backend).push("refused"));
                assertThat(refused).isInstanceOf(BackendUnavailableException.class)
                        .hasMessageContaining("not on a Friday");
                CommitResult pending = refusedSession(server, certificate, secret);
                assertThat(pending.state()).isEqualTo(CommitResult.State.PENDING);
                assertThat(trace(refused) + trace(pending.pending().orElseThrow())).doesNotContain(CANARY);
                assertThat(backend.glob("**")).containsExactly("a", "b", "s");
                server.rules(receive -> {});
                sync(backend).push();
            }
        }
        assertThat(remoteLog().lines()).containsExactly("Batch sync changes (1 file)", "refused", "over https");
        try (Stream<Path> files = Files.walk(folders.folder("work"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).doesNotContain(CANARY);
            }
        }
    }

    private CommitResult refusedSession(HttpsServerOfTests server, CertificateOfTests certificate, Path secret) {
        try (FileBackend auto = schemes.open(httpsUri(server, certificate, "file:" + secret) + "&auto_push=true");
                var session = auto.openSession(Duration.ofSeconds(5))) {
            session.create("s", Content.of("s"));
            return session.commit();
        }
    }

    private static String trace(Throwable failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out));
        return out.toString();
    }

    @Test
    void aPasswordThatIsWrongOrACertificateThatIsNotTrustedOpensNothing() throws Exception {
        CertificateOfTests certificate = CertificateOfTests.valid();
        CertificateOfTests other = CertificateOfTests.forAnotherHost();
        try (HttpsServerOfTests server = HttpsServerOfTests.secure(top, certificate)) {
            server.require("alice", "right");
            assertThatThrownBy(() -> schemes.open(httpsUri(server, certificate, CANARY)))
                    .isInstanceOf(AuthenticationException.class).hasMessageNotContaining(CANARY);
            assertThatThrownBy(() -> schemes.open(httpsUri(server, other, "right")))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("ca");
            try (FileBackend backend = schemes.open(httpsUri(server, certificate, "right"))) {
                assertThat(backend.list("")).isEmpty();
            }
        }
    }

    @Test
    void overSshAVaultLivesAndAnUnknownHostIsTold() throws Exception {
        KeyPair key = SshServerOfTests.newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        Path file = SshServerOfTests.write(key, top.resolve("id"), CANARY);
        try (SshServerOfTests server = new SshServerOfTests(top)) {
            server.allow(key);
            Path nobody = Files.createFile(top.resolve("nobody"));
            String uri = "git+ssh://git@127.0.0.1:" + server.port() + "/remote.git@main?ssh_key=" + file
                    + "&passphrase=" + CANARY + "&path=" + folders.folder("work") + "&known_hosts=";
            assertThatThrownBy(() -> schemes.open(uri + nobody)).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining(server.hostFingerprint()).hasMessageContaining("ssh-keyscan");
            Path known = server.knownHosts(top.resolve("known_hosts"), server.port());
            try (FileBackend backend = schemes.open(uri + known)) {
                backend.create("a", Content.of("a"));
                sync(backend).push("over ssh");
            }
            try (FileBackend again = schemes.open(uri + known + "&auto_pull=true")) {
                assertThat(again.readText("a")).isEqualTo("a");
            }
        }
        assertThat(remoteLog()).isEqualTo("over ssh\n");
        assertThat(folders.git("work", "config", "-l", "--local")).doesNotContain(CANARY);
    }
}
