package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vaults whose remote is behind OpenSSH's own server. */
class OpenSshTest extends ServedByGitContract {

    /** Not the one that it prefers, which takes long. */
    private static final String QUICK = "KexAlgorithms curve25519-sha256";

    private OpenSshOfTests server;
    private Path key;

    @BeforeAll
    static void requireServer() throws IOException {
        OpenSshOfTests.assumeThere();
    }

    @Override
    void serve(Path repositories) throws Exception {
        start("ssh", QUICK);
    }

    private void start(String folder, String... more) throws Exception {
        server = OpenSshOfTests.start(Files.createDirectory(top.resolve(folder)), more);
        key = server.newKey("key", "ed25519", "");
        server.allow(key);
    }

    @Override
    void stop() throws Exception {
        server.close();
    }

    @Override
    String uri(String repository, Path work) {
        return uri(repository, work, key);
    }

    @Override
    String strangersUri(String repository, Path work) throws Exception {
        return uri(repository, work, server.newKey("stranger", "ed25519", ""));
    }

    private String uri(String repository, Path work, Path withKey) {
        return uri(repository, work, withKey, server.knownHosts());
    }

    private String uri(String repository, Path work, Path withKey, Path knownHosts) {
        return "git+" + server.url(top.resolve(repository)) + "@main?path=" + work + "&ssh_key=" + withKey
                + "&known_hosts=" + knownHosts;
    }

    @Test
    void whatItPrefersOfItselfIsUnderstoodToo() throws Exception {
        server.close();
        start("another");
        try (FileBackend one = open("one", "auto_push=true")) {
            one.create("a", Content.of("a"));
        }
        assertThat(remotes("show", "main:a")).isEqualTo("a");
    }

    @Test
    void anUnknownHostIsToldByTheFingerprintThatItsOwnerSees() throws Exception {
        Path nobody = Files.createFile(top.resolve("nobody"));
        String uri = uri("remote.git", folders().folder("one"), key, nobody);
        assertThatThrownBy(() -> openUri(uri)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("is not known").hasMessageContaining(server.hostFingerprint());
        assertThat(nobody).isEmptyFile();
    }

    @Test
    void aHostThatShowsAnotherKeyThanItsKnownOneIsRefused() throws Exception {
        Path another = server.newKey("another", "ed25519", "");
        Path changed = server.knownHosts(top.resolve("changed"), another);
        String uri = uri("remote.git", folders().folder("one"), key, changed);
        assertThatThrownBy(() -> openUri(uri)).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("HAS CHANGED").hasMessageContaining(server.hostFingerprint());
    }

    @ParameterizedTest
    @CsvSource({"ed25519, 256", "ecdsa, 384", "rsa, 2048"})
    void keysAsSshKeygenMakesThemOpenWithTheirPassphrase(String type, int bits) throws Exception {
        Path locked = server.newKey("locked", type, "a passphrase", "-b", Integer.toString(bits));
        server.allow(locked);
        String uri = uri("remote.git", folders().folder("one"), locked);
        try (FileBackend one = openUri(uri, "passphrase=a%20passphrase", "auto_push=true")) {
            one.create("a", Content.of(type));
        }
        assertThat(remotes("show", "main:a")).isEqualTo(type);
        assertThatThrownBy(() -> openUri(uri("remote.git", folders().folder("two"), locked)))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("encrypted");
    }

    @Test
    void eachVisitIsOneLoginAndLeavesNoneOpen() throws IOException, InterruptedException {
        try (FileBackend one = open("one")) {
            one.create("a", Content.of("a"));
            int before = server.logins();
            sync(one).pull();
            assertThat(server.logins()).isEqualTo(before + 1);
            server.awaitNobody();
        }
    }
}
