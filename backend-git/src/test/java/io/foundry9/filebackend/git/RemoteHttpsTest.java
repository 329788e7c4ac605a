package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteHttpsTest {

    private static final String USER = "alice";
    private static final String PASSWORD = "right-password";

    private static CertificateOfTests valid;
    private static CertificateOfTests expired;
    private static CertificateOfTests other;

    @TempDir Path folder;

    private GitServersRepository there;
    private GitServersRepository here;

    @BeforeAll
    static void makeCertificates() throws Exception {
        valid = CertificateOfTests.valid();
        expired = CertificateOfTests.expired();
        other = CertificateOfTests.forAnotherHost();
    }

    @BeforeEach
    void makeRepositories() throws IOException {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        here = GitServersRepository.work(folder.resolve("here"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private HttpsServerOfTests secure(CertificateOfTests certificate) throws Exception {
        return HttpsServerOfTests.secure(folder, certificate);
    }

    private FileBackendException failure(GitServersAccess access) {
        try (Remote remote = access.remote()) {
            return catchThrowableOfType(FileBackendException.class,
                    () -> remote.fetch(here.git, "main", OptionalInt.empty()));
        }
    }

    private FileBackendException pushFailure(GitServersAccess access) throws IOException {
        ObjectId commit = here.build(null, Map.of("a.txt", new byte[] {1}));
        try (Remote remote = access.remote()) {
            return catchThrowableOfType(FileBackendException.class,
                    () -> remote.push(here.git, "main", commit, List.of()));
        }
    }

    @Test
    void fetchesAndPushesWithAPasswordOverAConnectionThatIsKept() throws Exception {
        ObjectId theirs = there.commit("main", "a.txt", "one");
        try (HttpsServerOfTests server = secure(valid); FlakyProxy wire = new FlakyProxy(server.port())) {
            server.require(USER, PASSWORD);
            GitServersAccess access = GitServersAccess.to(server.url("r.git", wire.port())).login(USER, PASSWORD)
                    .ca(valid.pem());
            try (Remote remote = access.remote()) {
                assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).contains(theirs);
                assertThat(server.requests()).hasSize(4);
                ObjectId mine = here.build(theirs, Map.of("b.txt", new byte[] {1}));
                assertThat(remote.push(here.git, "main", mine, List.of())).isEqualTo(Pushed.SENT);
                assertThat(there.tip("refs/heads/main")).isEqualTo(mine);
            }
            assertThat(server.requests()).hasSize(7);
            assertThat(wire.connections()).isLessThanOrEqualTo(4);
        }
        assertThat(Files.readString(folder.resolve("here/.git/config"))).doesNotContain(PASSWORD);
    }

    @Test
    void aTokenNeedsNoUserName() throws Exception {
        there.commit("main", "a.txt", "one");
        try (HttpsServerOfTests server = secure(valid)) {
            server.require("git", PASSWORD);
            GitServersAccess access = GitServersAccess.to(server.url("r.git")).login(null, PASSWORD).ca(valid.pem());
            assertThat(failure(access)).isNull();
        }
    }

    @Test
    void aWrongPasswordIsShownOnceAndRefused() throws Exception {
        try (HttpsServerOfTests server = secure(valid)) {
            server.require(USER, PASSWORD);
            GitServersAccess access = GitServersAccess.to(server.url("r.git")).login(USER, "wrong").ca(valid.pem());
            assertThat(failure(access)).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("does not accept the credentials").hasNoCause();
            assertThat(server.authorizations()).hasSize(1);
        }
    }

    @Test
    void noPasswordWhereOneIsWantedIsSaid() throws Exception {
        try (HttpsServerOfTests server = secure(valid)) {
            server.require(USER, PASSWORD);
            assertThat(failure(GitServersAccess.to(server.url("r.git")).ca(valid.pem())))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("none were given");
        }
    }

    @Test
    void theJvmsOwnAuthenticatorIsNotAsked() throws Exception {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(USER, PASSWORD.toCharArray());
            }
        });
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.require(USER, PASSWORD);
            assertThat(failure(GitServersAccess.to(server.url("r.git")))).isInstanceOf(AuthenticationException.class);
            assertThat(server.authorizations()).isEmpty();
        } finally {
            Authenticator.setDefault(null);
        }
    }

    @Test
    void aRedirectToAnotherServerDoesNotGetThePassword() throws Exception {
        there.commit("main", "a.txt", "one");
        try (HttpsServerOfTests first = HttpsServerOfTests.plain(folder);
                HttpsServerOfTests second = HttpsServerOfTests.plain(folder)) {
            first.require(USER, PASSWORD);
            first.redirectTo("http://127.0.0.1:" + second.port());
            second.require(USER, PASSWORD);

            assertThat(failure(GitServersAccess.to(first.url("r.git")).login(USER, PASSWORD)))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("leads to another server");
            assertThat(second.requests()).isNotEmpty();
            assertThat(second.authorizations()).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsRefusedEvenIfItIsTheGivenOne() throws Exception {
        try (HttpsServerOfTests server = secure(expired)) {
            assertThat(failure(GitServersAccess.to(server.url("r.git")).ca(expired.pem())))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("has expired");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        try (HttpsServerOfTests server = secure(other)) {
            assertThat(failure(GitServersAccess.to(server.url("r.git")).ca(other.pem())))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("host of another name");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndCaIsNamed() throws Exception {
        try (HttpsServerOfTests server = secure(valid)) {
            assertThat(failure(GitServersAccess.to(server.url("r.git")))).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("'ca='");
            assertThat(failure(GitServersAccess.to(server.url("r.git")).ca(other.pem())))
                    .isInstanceOf(AuthenticationException.class).hasMessageContaining("signed by nobody");
        }
    }

    @Test
    void aConfigurationThatTurnsVerificationOffIsNotFollowed() throws Exception {
        StoredConfig config = here.git.getConfig();
        config.setBoolean("http", null, "sslVerify", false);
        config.save();
        try (HttpsServerOfTests server = secure(valid)) {
            assertThat(failure(GitServersAccess.to(server.url("r.git")))).isInstanceOf(AuthenticationException.class);
        }
    }

    @Test
    void aFileOfCertificatesThatIsMissingOrHoldsNoneIsSaid() throws Exception {
        String url = "https://127.0.0.1:9/r.git";
        assertThat(failure(GitServersAccess.to(url).ca(folder.resolve("none.pem"))))
                .isInstanceOf(AuthenticationException.class).hasMessageContaining("cannot be read");
        Path junk = Files.writeString(folder.resolve("junk.pem"), "junk");
        assertThat(failure(GitServersAccess.to(url).ca(junk))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("no certificates");
    }

    @Test
    void aRepositoryThatIsNotThereIsNotWorthATryAgain() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            FileBackendException failure = failure(GitServersAccess.to(server.url("none.git")));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("no such repository");
            assertThat(failure.retryable()).isFalse();
        }
    }

    @Test
    void whatIsForbiddenIsSaid() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.fail(403);
            assertThat(failure(GitServersAccess.to(server.url("r.git")))).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("without credentials");
        }
    }

    @Test
    void aServerInTroubleIsWorthATryAgain() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.fail(503);
            FileBackendException failure = failure(GitServersAccess.to(server.url("r.git")));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class).hasMessageContaining("503");
            assertThat(failure.retryable()).isTrue();
            server.fail(429);
            assertThat(failure(GitServersAccess.to(server.url("r.git"))).retryable()).isTrue();
            server.fail(413);
            assertThat(failure(GitServersAccess.to(server.url("r.git"))).retryable()).isFalse();
            server.fail(418);
            assertThat(failure(GitServersAccess.to(server.url("r.git"))).retryable()).isFalse();
        }
    }

    @Test
    void anEmptyRepositoryIsNoFailureAndCanBePushedTo() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            try (Remote remote = GitServersAccess.to(server.url("r.git")).remote()) {
                assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).isEmpty();
                ObjectId mine = here.build(null, Map.of("a.txt", new byte[] {1}));
                assertThat(remote.push(here.git, "main", mine, List.of())).isEqualTo(Pushed.SENT);
            }
        }
    }

    @Test
    void aFirstFetchCanBeShallow() throws Exception {
        there.commit("main", "a.txt", "one");
        ObjectId tip = there.commit("main", "a.txt", "two");
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder);
                Remote remote = GitServersAccess.to(server.url("r.git")).remote()) {
            assertThat(remote.fetch(here.git, "main", OptionalInt.of(1)).tip()).contains(tip);
            assertThat(here.countCommits(tip)).isEqualTo(1);
        }
    }

    @Test
    void aHookThatDeclinesIsQuotedInShort() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.decline("pre-receive hook declined", "\u001b[31mPlease name a ticket.\u0007\n" + "x".repeat(5000));
            FileBackendException failure = pushFailure(GitServersAccess.to(server.url("r.git")));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("pre-receive hook declined").hasMessageContaining("Please name a ticket.");
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.getMessage()).hasSizeLessThan(700).doesNotContain("\u001b", "\u0007", "\n");
        }
        assertThat(there.tip("refs/heads/main")).isNull();
        assertThat(here.tip("refs/remotes/origin/main")).isNull();
    }

    @Test
    void aProtectedBranchIsSaid() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.decline("protected branch hook declined", "error: GH006: Protected branch update failed");
            assertThat(pushFailure(GitServersAccess.to(server.url("r.git")))).hasMessageContaining("GH006")
                    .hasMessageContaining("use another branch");
        }
    }

    @Test
    void aFullDiskThereIsSaidAndWorthATryAgain() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.failToUnpack("No space left on device");
            FileBackendException failure = pushFailure(GitServersAccess.to(server.url("r.git")));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("no room left there");
            assertThat(failure.retryable()).isTrue();
        }
        assertThat(there.tip("refs/heads/main")).isNull();
    }

    @Test
    void whatTheRemoteCannotStoreIsSaid() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.failToUnpack("index-pack abnormal exit");
            assertThat(pushFailure(GitServersAccess.to(server.url("r.git"))))
                    .hasMessageContaining("index-pack abnormal exit")
                    .hasMessageContaining("could not store");
        }
    }

    @Test
    void aPackThatIsTooLargeThereIsSaid() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.rules(pack -> pack.setMaxPackSizeLimit(10));
            FileBackendException failure = pushFailure(GitServersAccess.to(server.url("r.git")));
            assertThat(failure).hasMessageContaining("limit");
            assertThat(failure.retryable()).isFalse();
        }
    }

    @Test
    void whoIsOvertakenWhileHePushesIsBehind() throws Exception {
        ObjectId first = there.commit("main", "a.txt", "one");
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder);
                Remote remote = GitServersAccess.to(server.url("r.git")).remote()) {
            remote.fetch(here.git, "main", OptionalInt.empty());
            server.rules(pack -> pack.setPreReceiveHook((receive, commands) -> overtake(first)));
            ObjectId mine = here.build(first, Map.of("b.txt", new byte[] {1}));
            assertThat(remote.push(here.git, "main", mine, List.of())).isEqualTo(Pushed.BEHIND);
            for (String reason : List.of("fetch first", "failed to update ref", "non-fast-forward")) {
                there.set("refs/heads/main", first);
                server.rules(pack -> pack.setPreReceiveHook((receive, commands) -> commands
                        .forEach(command -> command.setResult(Result.REJECTED_OTHER_REASON, reason))));
                assertThat(remote.push(here.git, "main", mine, List.of())).as(reason).isEqualTo(Pushed.BEHIND);
            }
        }
    }

    private void overtake(ObjectId first) {
        try {
            there.set("refs/heads/main", there.build(first, Map.of("theirs.txt", new byte[] {9})));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSecretThatTheServerRepeatsIsNotShown() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.require(USER, PASSWORD);
            server.decline("no", "the password '" + PASSWORD + "' is bad");
            assertThat(pushFailure(GitServersAccess.to(server.url("r.git")).login(USER, PASSWORD)))
                    .hasMessageContaining("'***' is bad").hasMessageNotContaining(PASSWORD);
        }
    }

    @Test
    void aPortThatNobodyListensAtIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FileBackendException failure = failure(GitServersAccess.to("http://127.0.0.1:" + port + "/r.git"));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port + " refuses the connection");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        FileBackendException failure = failure(GitServersAccess.to("https://host.invalid/r.git"));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class).hasMessageContaining("'host.invalid'");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aServerThatIsSilentIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/r.git";
            FileBackendException failure = failure(GitServersAccess.to(url).timeout(Duration.ofSeconds(1)));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("has not answered in time");
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void aWebSiteThatIsNoRepositoryIsSaid() throws Exception {
        try (HttpsServerOfTests server = HttpsServerOfTests.plain(folder)) {
            server.say("<html>Welcome</html>");
            FileBackendException failure = failure(GitServersAccess.to(server.url("r.git")));
            assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("no git repository answers");
            assertThat(failure.retryable()).isFalse();
            assertThat(pushFailure(GitServersAccess.to(server.url("r.git"))))
                    .hasMessageContaining("no git repository answers");
        }
    }
}
