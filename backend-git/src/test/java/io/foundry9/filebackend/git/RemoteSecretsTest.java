package io.foundry9.filebackend.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No password and no passphrase is in a log of any level, in an exception, or in the repository. */
class RemoteSecretsTest {

    private static final String USER = "alice";
    private static final String CANARY = "cAnArY-7f3e-secret";

    /**
     * The JVM's own record of what goes over the wire shows all headers at the finest levels, as curl does with -v. It is
     * told of here so that a JVM that does otherwise, or a second leak beside it, is noticed.
     */
    private static final String WIRE = "sun.net.www.protocol.http.HttpURLConnection";

    /** The server of this test, which has to know the password. */
    private static final String SERVER = "org.eclipse.jetty";

    @TempDir Path folder;

    private final Logger root = Logger.getLogger("");
    private final Recorder recorder = new Recorder();
    private final List<Handler> silenced = new ArrayList<>();
    private final Level before = root.getLevel();
    private GitServersRepository there;
    private GitServersRepository here;

    @BeforeEach
    void listenToAllLogs() throws IOException {
        there = GitServersRepository.bare(folder.resolve("r.git"));
        here = GitServersRepository.work(folder.resolve("here"));
        for (Handler handler : root.getHandlers()) {
            silenced.add(handler);
            root.removeHandler(handler);
        }
        root.addHandler(recorder);
        root.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(before);
        root.removeHandler(recorder);
        silenced.forEach(root::addHandler);
        here.close();
        there.close();
    }

    @Test
    void aPasswordIsNowhere() throws Exception {
        ObjectId theirs = there.commit("main", "a.txt", "one");
        CertificateOfTests certificate = CertificateOfTests.valid();
        List<Throwable> failures = new ArrayList<>();
        try (HttpsServerOfTests server = HttpsServerOfTests.secure(folder, certificate)) {
            GitServersAccess access =
                    GitServersAccess.to(server.url("r.git")).login(USER, CANARY).ca(certificate.pem());
            server.require(USER, CANARY);
            use(access, theirs);
            server.decline("no", "bad");
            failures.add(push(access, theirs));
            server.require(USER, "another");
            failures.add(fetch(access));
            server.fail(500);
            failures.add(fetch(access));
            failures.add(fetch(access.ca(null)));
            failures.add(fetch(access.at("https://host.invalid/r.git")));
            failures.add(fetch(access.at("https://127.0.0.1:1/r.git")));
        }
        requireNoSecret(failures);
        assertThat(recorder.lines).anyMatch(line -> line.startsWith(WIRE) && line.contains(encoded()));
    }

    @Test
    void aPassphraseIsNowhere() throws Exception {
        ObjectId theirs = there.commit("main", "a.txt", "one");
        KeyPair pair = SshServerOfTests.newKey(KeyPairProvider.SSH_ED25519, 256);
        Path key = SshServerOfTests.write(pair, folder.resolve("key"), CANARY);
        Path locked = SshServerOfTests.write(pair, folder.resolve("locked"), "another");
        List<Throwable> failures = new ArrayList<>();
        try (SshServerOfTests server = new SshServerOfTests(folder)) {
            Path knownHosts = server.knownHosts(folder.resolve("known_hosts"), server.port());
            GitServersAccess access = GitServersAccess.to(server.url("r.git")).key(key).passphrase(CANARY)
                    .knownHosts(knownHosts);
            failures.add(fetch(access));
            server.allow(pair);
            use(access, theirs);
            failures.add(fetch(access.key(locked)));
            failures.add(fetch(access.knownHosts(folder.resolve("none"))));
        }
        requireNoSecret(failures);
    }

    private void use(GitServersAccess access, ObjectId theirs) throws IOException {
        try (Remote remote = access.remote()) {
            remote.fetch(here.git, "main", OptionalInt.empty());
            remote.push(here.git, "main", here.build(theirs, Map.of("b.txt", new byte[] {1})), List.of());
            assertThat(remote.display() + remote).doesNotContain(CANARY);
        }
    }

    private Throwable fetch(GitServersAccess access) {
        try (Remote remote = access.remote()) {
            return catchThrowable(() -> remote.fetch(here.git, "main", OptionalInt.empty()));
        }
    }

    private Throwable push(GitServersAccess access, ObjectId theirs) throws IOException {
        ObjectId tip = there.tip("refs/heads/main");
        ObjectId mine = here.build(tip == null ? theirs : tip, Map.of("c.txt", new byte[] {2}));
        try (Remote remote = access.remote()) {
            return catchThrowable(() -> remote.push(here.git, "main", mine, List.of()));
        }
    }

    private void requireNoSecret(List<Throwable> failures) throws IOException {
        assertThat(failures).doesNotContainNull();
        failures.forEach(failure -> requireNone(trace(failure)));
        assertThat(recorder.heard("org.eclipse.jgit") + recorder.heard("org.apache.sshd")).isPositive();
        recorder.lines.stream().filter(line -> !line.startsWith(WIRE) && !line.startsWith(SERVER))
                .forEach(RemoteSecretsTest::requireNone);
        recorder.lines.forEach(line -> assertThat(line).doesNotContain(CANARY));
        try (Stream<Path> files = Files.walk(folder.resolve("here"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                requireNone(Files.readString(file, ISO_8859_1));
            }
        }
    }

    private static void requireNone(String text) {
        assertThat(text).doesNotContain(CANARY).doesNotContain(encoded());
    }

    private static String encoded() {
        return Base64.getEncoder().encodeToString((USER + ":" + CANARY).getBytes(UTF_8));
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Keeps what is logged, with the name of its logger before it. */
    private static final class Recorder extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Recorder() {
            setLevel(Level.ALL);
        }

        long heard(String logger) {
            return lines.stream().filter(line -> line.startsWith(logger)).count();
        }

        @Override
        public void publish(LogRecord entry) {
            String thrown = entry.getThrown() == null ? "" : trace(entry.getThrown());
            lines.add(entry.getLoggerName() + " " + new SimpleFormatter().formatMessage(entry) + " " + thrown);
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
