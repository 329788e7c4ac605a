package io.foundry9.filebackend.git;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * OpenSSH's server, as it is installed or as the folder holds it that {@code F9_SSHD} names, on the loopback address: with a
 * configuration and keys of its own, as the user who runs the tests. Lets in whose key it was told.
 */
final class OpenSshOfTests implements AutoCloseable {

    /** Of the client, which tells of each login; held, because a logger that nobody holds forgets its level. */
    private static final Logger CLIENT = Logger.getLogger("org.apache.sshd");

    private static final String NAMED = "F9_SSHD";
    private static final String USER = System.getProperty("user.name");
    private static final String LISTENS = "Server listening on ";
    private static final Pattern LACKS = Pattern.compile("Missing privilege separation directory: (\\S+)");
    private static final int MOST_STARTS = 5;

    private final Path folder;
    private final List<String> more;
    private final Path log;
    private final Path hostKey;
    private Process process;
    private int port;

    private OpenSshOfTests(Path folder, List<String> more) throws IOException {
        CLIENT.setLevel(Level.SEVERE);
        this.folder = folder;
        this.more = more;
        this.log = folder.resolve("log");
        this.hostKey = newKey("host", "ed25519", "");
        Files.createFile(allowed());
    }

    /** Skips a test where there is no such server, or where it could let nobody in. */
    static void assumeThere() throws IOException {
        Assumptions.assumeTrue(program().isPresent(), "OpenSSH's server is not here: install it (on Debian,"
                + " apt-get install openssh-server), or name the folder that holds sshd by " + NAMED);
        Assumptions.assumeTrue(field("/etc/passwd", 6).filter(shell -> shell.matches(".*/(nologin|false)")).isEmpty(),
                "the user " + USER + " has no shell, so no server lets him in: run the tests as another");
        Assumptions.assumeTrue(field("/etc/shadow", 1).filter(password -> password.startsWith("!")).isEmpty(),
                "the account of " + USER + " is locked, so no server lets him in: run the tests as another");
    }

    /** What a file about users says of this one; absent if it does not know him, or must not be read. */
    private static Optional<String> field(String file, int index) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":")).filter(line -> line[0].equals(USER) && line.length > index)
                    .map(line -> line[index]).findFirst();
        }
    }

    /** By its whole name: it starts itself again for each connection. */
    private static Optional<Path> program() {
        List<String> places = new ArrayList<>();
        places.add(System.getProperty(NAMED, System.getenv(NAMED)));
        places.addAll(List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator)));
        places.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
        return places.stream().filter(place -> place != null && !place.isEmpty())
                .map(place -> Path.of(place, "sshd").toAbsolutePath()).filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts one.
     *
     * @param folder for what it keeps; empty
     * @param more lines of its configuration
     */
    static OpenSshOfTests start(Path folder, String... more) throws IOException, InterruptedException {
        OpenSshOfTests server = new OpenSshOfTests(folder, List.of(more));
        int starts = 1;
        while (!server.comesUp()) {
            String said = server.said();
            server.close();
            if (starts++ == MOST_STARTS) {
                throw new IOException("sshd does not start: " + said);
            }
            makeWhatIsLacking(said);
        }
        server.knownHosts(server.knownHosts(), server.hostKey);
        return server;
    }

    /** Root's server locks itself up in an empty directory, which on many machines its start script makes. */
    private static void makeWhatIsLacking(String said) throws IOException {
        Matcher lacking = LACKS.matcher(said);
        if (lacking.find()) {
            Files.createDirectories(Path.of(lacking.group(1)));
        }
    }

    /** Whether it does, on some port that was free a moment ago. */
    private boolean comesUp() throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.write(folder.resolve("config"), configuration());
        Files.write(configuration, more, StandardOpenOption.APPEND);
        process = new ProcessBuilder(program().orElseThrow().toString(), "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!said().contains(LISTENS)) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                return false;
            }
        }
        return true;
    }

    /** Who logs in is at home in its folder, where nothing is that a shell would run first. */
    private List<String> configuration() {
        return List.of("ListenAddress 127.0.0.1", "Port " + port, "HostKey \"" + hostKey + "\"",
                "AuthorizedKeysFile \"" + allowed() + "\"", "PidFile none", "LogLevel VERBOSE", "StrictModes no",
                "UsePAM no", "PermitRootLogin prohibit-password", "PasswordAuthentication no",
                "KbdInteractiveAuthentication no", "AcceptEnv GIT_PROTOCOL",
                "SetEnv \"PATH=" + System.getenv("PATH") + "\" \"HOME=" + folder + "\"");
    }

    private Path allowed() {
        return folder.resolve("authorized_keys");
    }

    private String said() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    /** Without the scheme's prefix. */
    String url(Path repository) {
        return "ssh://" + USER + "@127.0.0.1:" + port + GitFolders.encode(repository.toString());
    }

    /** How many have logged in so far. */
    int logins() throws IOException {
        return (int) said().lines().filter(line -> line.startsWith("Accepted publickey for ")).count();
    }

    /** Waits until all connections have ended. */
    void awaitNobody() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (process.children().findAny().isPresent()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("a connection does not end");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Makes a key by OpenSSH's own program; the file of its private half. */
    Path newKey(String name, String type, String passphrase, String... more) throws IOException {
        Path key = folder.resolve(name);
        List<String> command = new ArrayList<>(
                List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", key.toString()));
        command.addAll(List.of(more));
        GitFolders.run(folder, command);
        return key;
    }

    private static Path publicHalf(Path key) {
        return key.resolveSibling(key.getFileName() + ".pub");
    }

    void allow(Path key) throws IOException {
        Files.write(allowed(), Files.readAllBytes(publicHalf(key)), StandardOpenOption.APPEND);
    }

    /** As {@code ssh-keygen} shows it. */
    String hostFingerprint() throws IOException {
        return GitFolders.run(folder, List.of("ssh-keygen", "-l", "-f", publicHalf(hostKey).toString())).split(" ")[1];
    }

    /** The file by which a client knows it. */
    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** Writes such a file, by which it has some key. */
    Path knownHosts(Path file, Path key) throws IOException {
        return Files.writeString(file, "[127.0.0.1]:" + port + " " + Files.readString(publicHalf(key)));
    }

    @Override
    public void close() throws InterruptedException {
        CLIENT.setLevel(null);
        List<ProcessHandle> connections = process.descendants().toList();
        process.destroy();
        connections.forEach(ProcessHandle::destroy);
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
