package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.localstore.Durability;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Loopback;
import io.foundry9.filebackend.spi.Parameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.URIish;

/**
 * What a URI of one of git's schemes says. Immutable.
 *
 * @param folder the work tree, absolute
 * @param branch by its short name
 * @param depth how many commits a first fetch brings; absent for all
 * @param pullInterval how long what was pulled is good enough for reads
 * @param toleratesOffline whether reads and writes go on without a word while the remote cannot be reached
 */
record GitConfig(
        Access access,
        Path folder,
        String branch,
        OptionalInt depth,
        boolean autoPull,
        boolean autoPush,
        Duration pullInterval,
        boolean toleratesOffline,
        Durability durability,
        Identity identity) {

    /** Where work trees are made for which no place is named; may be set by who embeds this library. */
    static final String HOME_PROPERTY = "io.foundry9.filebackend.git.home";

    private static final String DEFAULT_BRANCH = "main";
    private static final int ID_BYTES = 6;

    /** Ours, and JGit's name for the same. */
    static final Map<String, String> SCHEMES =
            Map.of("git", "git", "git+ssh", "ssh", "git+https", "https", "git+http", "http", "git+file", "file");

    static final List<Parameter> PARAMETERS = List.of(
            Parameter.of("path", Type.PATH, "The directory of the work tree; made, and filled from the remote, if it is"
                    + " not there. Without it, one in the user's data directory."),
            Parameter.of("branch", Type.TEXT,
                    "The branch; wins over what follows the @ of the URI. Without both: main."),
            Parameter.of("username", Type.TEXT, "The user, for http and https."),
            Parameter.of("password", Type.SECRET, "The password or token, for http and https."),
            Parameter.of("ssh_key", Type.PATH, "The file of the private key, for ssh; without it, the usual ones in"
                    + " ~/.ssh."),
            Parameter.of("passphrase", Type.SECRET, "The passphrase of the private key."),
            Parameter.of("known_hosts", Type.PATH, "The file with the keys of hosts, for ssh; without it,"
                    + " ~/.ssh/known_hosts."),
            Parameter.of("ca", Type.PATH, "A file with certificates in PEM that are trusted instead of the usual ones,"
                    + " for https."),
            Parameter.of("allow_http", Type.BOOLEAN, "false", "Allow http, which anybody on the way can read, also to"
                    + " other machines than this one."),
            Parameter.of("timeout", Type.DURATION, "30s", "How long the remote may stay silent."),
            Parameter.of("depth", Type.INTEGER, "0", "How many commits of the history to bring when the work tree is"
                    + " made; 0 for all."),
            Parameter.of("author_name", Type.TEXT, "f9-sync", "The name that commits bear."),
            Parameter.of("author_email", Type.TEXT, "f9-sync@example.com", "The address that commits bear."),
            Parameter.of("auto_pull", Type.BOOLEAN, "false", "Pull before reads, and when a session begins."),
            Parameter.of("auto_push", Type.BOOLEAN, "false", "Commit and push after each write, and when a session"
                    + " ends."),
            Parameter.of("pull_interval", Type.DURATION, "0", "How long after a pull reads go without another."),
            Parameter.choice("offline", List.of("fail", "allow"), "What a read or write does that should pull or push"
                    + " while the remote cannot be reached: fail, or go on with what is here."),
            Parameter.choice("durability", List.of("process", "power"),
                    "What a write or commit survives: the death of the process, or a loss of power."));

    static GitConfig of(BackendUri uri, Parameters parameters) {
        String path = uri.rawPath();
        int at = path.indexOf('@', path.lastIndexOf('/') + 1) < 0 ? -1 : path.lastIndexOf('@');
        String branch = parameters.text("branch")
                .orElse(at < 0 ? DEFAULT_BRANCH : BackendUri.decode(path.substring(at + 1)));
        checkBranch(branch);
        URIish url = url(uri, at < 0 ? path : path.substring(0, at));
        requireSafe(url, parameters);
        Access access = new Access(url, parameters.text("username"), parameters.secret("password"),
                path(parameters, "ssh_key"), parameters.secret("passphrase"), path(parameters, "known_hosts"),
                path(parameters, "ca"), parameters.duration("timeout").orElseThrow());
        int depth = Math.toIntExact(Math.min(Integer.MAX_VALUE, parameters.integer("depth").orElse(0L)));
        return new GitConfig(
                access,
                path(parameters, "path").orElseGet(() -> defaultFolder(url, branch)),
                branch,
                depth == 0 ? OptionalInt.empty() : OptionalInt.of(depth),
                parameters.flag("auto_pull"),
                parameters.flag("auto_push"),
                parameters.duration("pull_interval").orElse(Duration.ZERO),
                parameters.text("offline").filter("allow"::equals).isPresent(),
                Durability.valueOf(parameters.text("durability").orElse("process").toUpperCase(Locale.ROOT)),
                new Identity(parameters.text("author_name").orElseThrow(),
                        parameters.text("author_email").orElseThrow(), Clock.systemUTC()));
    }

    /** Whether a failure is one of a remote that cannot be reached, and is to be borne without a word. */
    boolean tolerates(FileBackendException failure) {
        return toleratesOffline && failure instanceof BackendUnavailableException && failure.retryable();
    }

    private static void checkBranch(String branch) {
        if (branch.isEmpty() || !Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw new IllegalArgumentException("'" + branch + "' is no name for a branch");
        }
    }

    /** @param rawPath as it was written: in a URL it stays so, everything else has the plain one */
    private static URIish url(BackendUri uri, String rawPath) {
        String scheme = SCHEMES.get(uri.scheme());
        String path = scheme.startsWith("http") ? ascii(rawPath) : BackendUri.decode(rawPath);
        boolean isLocal = scheme.equals("file");
        if (isLocal && !uri.authority().isEmpty()) {
            throw new IllegalArgumentException("a git+file: URI has no host; write git+file:///path/to/repository");
        }
        if (!isLocal && uri.host().isEmpty()) {
            throw new IllegalArgumentException("the host is missing; write " + uri.scheme() + "://host/path");
        }
        if (path.isEmpty() || path.equals("/")) {
            throw new IllegalArgumentException("the path of the repository is missing");
        }
        if (!scheme.equals("ssh") && uri.userInfo().isPresent()) {
            throw new IllegalArgumentException("a user before the host is for git+ssh only; write username=… instead");
        }
        URIish url = new URIish().setScheme(scheme).setPath(path);
        if (!isLocal) {
            url = url.setHost(uri.host());
        }
        if (uri.port().isPresent()) {
            url = url.setPort(uri.port().getAsInt());
        }
        return uri.userInfo().isPresent() ? url.setUser(uri.userInfo().get()) : url;
    }

    /** Over plain http anybody on the way could read and change what passes. */
    private static void requireSafe(URIish url, Parameters parameters) {
        if (url.getScheme().equals("http") && !parameters.flag("allow_http") && !Loopback.isLoopback(url.getHost())) {
            throw new IllegalArgumentException("git+http is for this machine only, as anybody on the way can read it;"
                    + " use git+https, or add allow_http=true");
        }
    }

    private static Optional<Path> path(Parameters parameters, String name) {
        try {
            return parameters.text(name).map(text -> Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("parameter '" + name + "' is no path of this machine");
        }
    }

    /** The path with what no URL may have encoded. */
    private static String ascii(String rawPath) {
        StringBuilder out = new StringBuilder();
        for (byte each : rawPath.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > ' ' && each < 0x7f && each != '"' && each != '`';
            out.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each & 0xff));
        }
        return out.toString();
    }

    /** One for each remote and branch. */
    private static Path defaultFolder(URIish url, String branch) {
        String name = url.getHumanishName().replaceAll("[^A-Za-z0-9._-]", "_");
        String set = System.getProperty(HOME_PROPERTY);
        String data = System.getenv("XDG_DATA_HOME");
        Path home = set != null
                ? Path.of(set)
                : (data != null && !data.isEmpty() ? Path.of(data) : Path.of(System.getProperty("user.home"), ".local",
                        "share")).resolve("f9-filebackend").resolve("git");
        return home.resolve(name + "-" + digest(url.toPrivateString() + "@" + branch)).toAbsolutePath();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has it", e);
        }
    }
}
