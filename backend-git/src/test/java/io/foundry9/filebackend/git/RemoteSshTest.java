package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.git.Remote.Pushed;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class RemoteSshTest {

    @TempDir Path folder;

    private GitServersRepository there;
    private GitServersRepository here;
    private SshServerOfTests server;
    private Path key;
    private Path knownHosts;

    @BeforeEach
    void startServer() throws Exception {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        here = GitServersRepository.work(folder.resolve("here"));
        server = new SshServerOfTests(folder);
        knownHosts = server.knownHosts(folder.resolve("known_hosts"), server.port());
        key = allowed(KeyPairProvider.ECDSA_SHA2_NISTP256, 256, null);
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        here.close();
        there.close();
    }

    private Path allowed(String type, int size, String passphrase) throws Exception {
        KeyPair pair = SshServerOfTests.newKey(type, size);
        server.allow(pair);
        return SshServerOfTests.write(pair, folder.resolve(type + "-" + passphrase), passphrase);
    }

    private GitServersAccess access() {
        return GitServersAccess.to(server.url("r.git")).key(key).knownHosts(knownHosts);
    }

    private FileBackendException failure(GitServersAccess access) {
        try (Remote remote = access.remote()) {
            return catchThrowableOfType(FileBackendException.class,
                    () -> remote.fetch(here.git, "main", OptionalInt.empty()));
        }
    }

    @Test
    void fetchesAndPushesWithTheGivenKeyAndOneConnectionEach() throws Exception {
        ObjectId theirs = there.commit("main", "a.txt", "one");
        try (FlakyProxy wire = new FlakyProxy(server.port())) {
            server.knownHosts(knownHosts, wire.port());
            byte[] before = Files.readAllBytes(knownHosts);
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try (Remote remote = access().at("ssh://127.0.0.1:" + wire.port() + "/r.git").remote()) {
                assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).contains(theirs);
                assertThat(wire.connections()).isEqualTo(1);
                ObjectId mine = here.build(theirs, Map.of("b.txt", new byte[] {1}));
                assertThat(remote.push(here.git, "main", mine, List.of())).isEqualTo(Pushed.SENT);
                assertThat(wire.connections()).isEqualTo(2);
                assertThat(there.tip("refs/heads/main")).isEqualTo(mine);
            }
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(loader);
            assertThat(Files.readAllBytes(knownHosts)).isEqualTo(before);
        }
    }

    @Test
    void theUserIsGitUnlessTheAddressNamesOne() throws Exception {
        assertThat(failure(access())).isNull();
        assertThat(failure(access().at("ssh://bob@127.0.0.1:" + server.port() + "/r.git"))).isNull();
        assertThat(server.users()).containsExactlyInAnyOrder("git", "bob");
    }

    @Test
    void keysOfTheUsualKindsLetIn() throws Exception {
        there.commit("main", "a.txt", "one");
        assertThat(failure(access().key(allowed(KeyPairProvider.SSH_ED25519, 256, null)))).isNull();
        assertThat(failure(access().key(allowed(KeyPairProvider.SSH_RSA, 2048, null)))).isNull();
    }

    @Test
    void anEncryptedKeyNeedsItsPassphrase() throws Exception {
        there.commit("main", "a.txt", "one");
        Path encrypted = allowed(KeyPairProvider.SSH_ED25519, 256, "open sesame");
        assertThat(failure(access().key(encrypted).passphrase("open sesame"))).isNull();
        assertThat(failure(access().key(encrypted))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("no passphrase was given").hasNoCause();
        assertThat(failure(access().key(encrypted).passphrase("wrong"))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("is the passphrase right?").hasMessageNotContaining("wrong").hasNoCause();
    }

    @Test
    void aKeyFileThatIsMissingOrNoKeyIsSaidWithoutItsPath() throws Exception {
        assertThat(failure(access().key(folder.resolve("none")))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("'ssh_key' names does not exist").hasMessageNotContaining(folder.toString());
        Path junk = Files.writeString(folder.resolve("junk"), "junk");
        assertThat(failure(access().key(junk))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("no private key");
        assertThat(failure(access().key(folder))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aKeyThatTheHostDoesNotKnowIsRefusedAndNamedByItsFingerprint() throws Exception {
        KeyPair stranger = SshServerOfTests.newKey(KeyPairProvider.SSH_ED25519, 256);
        Path file = SshServerOfTests.write(stranger, folder.resolve("stranger"), null);
        assertThat(failure(access().key(file))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("does not let the user 'git' in").hasMessageContaining("ssh-ed25519 SHA256:");
    }

    @Test
    void aKeyThatWasReplacedIsReadAgain() throws Exception {
        KeyPair stranger = SshServerOfTests.newKey(KeyPairProvider.SSH_ED25519, 256);
        Path file = SshServerOfTests.write(stranger, folder.resolve("changing"), null);
        try (Remote remote = access().key(file).remote()) {
            assertThatThrownBy(() -> remote.fetch(here.git, "main", OptionalInt.empty()))
                    .isInstanceOf(AuthenticationException.class);
            Files.copy(key, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(remote.fetch(here.git, "main", OptionalInt.empty()).tip()).isEmpty();
        }
    }

    @Test
    void anUnknownHostIsRefusedWithItsFingerprintAndHowToAddIt() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(failure(access().knownHosts(empty))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("127.0.0.1:" + server.port() + " is not known")
                .hasMessageContaining("ecdsa-sha2-nistp256").hasMessageContaining(server.hostFingerprint())
                .hasMessageContaining("ssh-keyscan -p " + server.port() + " 127.0.0.1 >>").hasNoCause();
        assertThat(empty).isEmptyFile();
        assertThat(server.logins()).isZero();
    }

    @Test
    void aMissingFileOfKnownHostsIsSaidAndNotMade() {
        Path none = folder.resolve("none");
        assertThat(failure(access().knownHosts(none))).isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("which does not exist").hasMessageNotContaining(folder.toString());
        assertThat(none).doesNotExist();
    }

    @Test
    void aChangedHostKeyIsRefusedWithAWarning() throws Exception {
        server.changeHostKey();
        assertThat(failure(access())).isInstanceOf(AuthenticationException.class).hasMessageContaining("HAS CHANGED")
                .hasMessageContaining(server.hostFingerprint()).hasMessageContaining("listening in");
        assertThat(server.logins()).isZero();
    }

    @Test
    void withoutAGivenKeyOnlyTheUsualOnesOfTheUserAreTriedAndHisConfigurationIsNotRead() throws Exception {
        there.commit("main", "a.txt", "one");
        Path home = Files.createDirectories(folder.resolve("home"));
        Path ssh = Files.createDirectories(home.resolve(".ssh"));
        Files.writeString(ssh.resolve("config"),
                "Host *\n  HostName 127.0.0.9\n  Port 9\n  StrictHostKeyChecking no\n");
        String before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            GitServersAccess usual = GitServersAccess.to(server.url("r.git"));
            assertThat(failure(usual)).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("there is no ssh key to try");
            SshServerOfTests.write(SshServerOfTests.newKey(KeyPairProvider.SSH_ED25519, 256), ssh.resolve("id_rsa"),
                    "locked");
            assertThat(failure(usual)).hasMessageContaining("~/.ssh/id_rsa is encrypted");
            Files.copy(key, ssh.resolve("id_ecdsa"));
            assertThat(failure(usual)).isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("~/.ssh/known_hosts");
            Files.copy(knownHosts, ssh.resolve("known_hosts"));
            assertThat(failure(usual)).isNull();
        } finally {
            System.setProperty("user.home", before);
        }
    }

    @Test
    void aRepositoryThatIsNotThereIsSaid() {
        FileBackendException failure = failure(access().at(server.url("none.git")));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class).hasMessageContaining("no such repository");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aPortThatNobodyListensAtIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FileBackendException failure = failure(access().at("ssh://127.0.0.1:" + port + "/r.git"));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port + " refuses the connection");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        FileBackendException failure = failure(access().at("ssh://host.invalid/r.git"));
        assertThat(failure).isInstanceOf(BackendUnavailableException.class).hasMessageContaining("'host.invalid'");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void aServerThatIsSilentIsGivenUpWhereverItFallsSilent() throws Exception {
        there.commit("main", "a.txt", "one");
        long all = bytesOfAFetch();
        List<CompletableFuture<FileBackendException>> failures = Stream.of(0L, all / 4, all / 2, all * 3 / 4)
                .map(after -> CompletableFuture.supplyAsync(() -> failureIfSilentAfter(after),
                        work -> new Thread(work).start()))
                .toList();
        for (CompletableFuture<FileBackendException> failure : failures) {
            assertThat(failure.get()).isInstanceOf(BackendUnavailableException.class)
                    .hasMessageContaining("has not answered in time");
            assertThat(failure.get().retryable()).isTrue();
        }
    }

    private GitServersAccess through(FlakyProxy wire) throws IOException {
        Path known = server.knownHosts(folder.resolve("known-" + wire.port()), wire.port());
        return access().at("ssh://127.0.0.1:" + wire.port() + "/r.git").knownHosts(known);
    }

    private long bytesOfAFetch() throws IOException {
        try (FlakyProxy wire = new FlakyProxy(server.port());
                GitServersRepository measure = GitServersRepository.work(folder.resolve("measure"));
                Remote remote = through(wire).remote()) {
            remote.fetch(measure.git, "main", OptionalInt.empty());
            return wire.bytesDown();
        }
    }

    private FileBackendException failureIfSilentAfter(long bytes) {
        try (FlakyProxy wire = new FlakyProxy(server.port())) {
            wire.silentAfter(bytes);
            FileBackendException failure = failure(through(wire).timeout(Duration.ofSeconds(1)));
            assertThat(Thread.interrupted()).isFalse();
            return failure;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            GitServersAccess slow = access().at("ssh://127.0.0.1:" + silent.getLocalPort() + "/r.git");
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                FileBackendException failure = failure(slow);
                end.complete(Thread.currentThread().isInterrupted() ? failure : new AssertionError("not interrupted"));
            });
            caller.start();
            silent.accept();
            awaitWaiting(caller);
            caller.interrupt();
            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOfSatisfying(StorageException.class,
                    e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.INTERRUPTED));
        }
    }

    /** Until it has done nothing but wait for a while. */
    private static void awaitWaiting(Thread thread) throws InterruptedException {
        for (int waits = 0; waits < 30;) {
            Thread.sleep(10);
            Thread.State state = thread.getState();
            waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING ? waits + 1 : 0;
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        there.commit("main", "a.txt", "one");
        try (Remote remote = access().remote()) {
            for (int round = 0; round < 3; round++) {
                remote.fetch(here.git, "main", OptionalInt.empty());
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (clientThreads() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(clientThreads()).isZero();
        assertThat(new File("nowhere")).doesNotExist();
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.contains("SshClient") || name.contains("f9-ssh")).count();
    }

    @Test
    void withoutTheBundlesForSshTheOtherWaysWorkAndSshSaysWhatIsMissing() throws Exception {
        List<URL> path = Stream
                .of(JGitRemote.class, RemoteWithoutSsh.class, FileBackendException.class, Repository.class,
                        Logger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toList();
        try (URLClassLoader bare = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Method open = bare.loadClass(RemoteWithoutSsh.class.getName()).getDeclaredMethod("open", String.class);
            open.setAccessible(true);
            assertThat(open.invoke(null, "https://127.0.0.1/r.git")).isEqualTo("https://127.0.0.1/r.git");
            assertThatThrownBy(() -> open.invoke(null, "ssh://127.0.0.1/r.git"))
                    .isInstanceOf(InvocationTargetException.class).cause().isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("org.eclipse.jgit.ssh.apache").hasMessageContaining("false");
        }
    }
}
