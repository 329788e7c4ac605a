package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vaults whose remote is behind {@code git http-backend} and a web server that wants a password. */
class GitHttpBackendTest extends ServedByGitContract {

    private static final String LOGIN = "&username=alice&password=";
    private static final String PASSWORD = "right";

    private CertificateOfTests certificate;
    private HttpBackendOfTests git;
    private HttpsServerOfTests server;

    @BeforeAll
    static void requireProgram() throws IOException {
        HttpBackendOfTests.assumeThere();
    }

    @Override
    void serve(Path repositories) throws Exception {
        certificate = CertificateOfTests.valid();
        git = new HttpBackendOfTests(repositories);
        server = HttpsServerOfTests.before(git, certificate);
        server.require("alice", PASSWORD);
    }

    @Override
    void stop() throws Exception {
        server.close();
    }

    @Override
    String uri(String repository, Path work) {
        return nobodysUri(repository, work) + LOGIN + PASSWORD;
    }

    @Override
    String strangersUri(String repository, Path work) {
        return nobodysUri(repository, work) + LOGIN + "wrong";
    }

    private String nobodysUri(String repository, Path work) {
        return "git+" + server.url(GitFolders.encode(repository)) + "@main?path=" + work + "&ca=" + certificate.pem();
    }

    @Test
    void bodiesArriveWhetherTheyAreCompressedOrInChunks() {
        byte[] much = new byte[1_200_000];
        new Random(2).nextBytes(much);
        try (FileBackend one = open("one"); FileBackend two = open("two")) {
            one.write("much", Content.of(much));
            sync(one).push();
            for (int i = 0; i < 50; i++) {
                two.write("a" + i, Content.of("a"));
            }
            sync(two).sync();
            assertThat(two.read("much")).isEqualTo(much);
        }
        assertThat(git.codings()).contains("gzip", "chunked");
    }

    @Test
    void whoDoesNotSayWhoHeIsReadsButDoesNotPush() {
        try (FileBackend one = open("one", "auto_push=true")) {
            one.create("a", Content.of("a"));
        }
        server.requireNobody();
        String uri = nobodysUri("remote.git", folders().folder("two"));
        try (FileBackend two = openUri(uri)) {
            assertThat(two.readText("a")).isEqualTo("a");
            two.create("b", Content.of("b"));
            assertThatThrownBy(() -> sync(two).push()).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("without credentials");
        }
    }
}
