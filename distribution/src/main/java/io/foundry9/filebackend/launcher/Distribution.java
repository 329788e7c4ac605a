package io.foundry9.filebackend.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of the program: {@code lib} (what the JVM starts with), {@code bundles} (what runs in the framework) and
 * {@code etc} (the profile of the console, and the settings of the log). It is only read.
 */
record Distribution(Path root) {
    /** What the console is made of; the last one starts it, so it must come last of all. */
    private static final List<String> CONSOLE = List.of("jline-", "org.apache.felix.gogo.command-",
            "org.apache.felix.gogo.jline-");
    /** What watches folders: for a platform that stays. */
    private static final List<String> WATCHER = List.of("org.apache.felix.fileinstall-");

    /** The one that this class was loaded from. */
    static Distribution own() throws URISyntaxException {
        Path jar = Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return new Distribution(jar.getParent().getParent());
    }

    static String version() {
        String version = Distribution.class.getPackage().getImplementationVersion();
        return version == null ? "of an unpacked build" : version;
    }

    /** The bundles that every use needs, in the order of their names. */
    List<Path> core() throws IOException {
        return jars(bundles(), jar -> !isOneOf(CONSOLE, jar) && !isOneOf(WATCHER, jar));
    }

    List<Path> watcher() throws IOException {
        return jars(bundles(), jar -> isOneOf(WATCHER, jar));
    }

    /** In the order in which they are to be started. */
    List<Path> console() throws IOException {
        List<Path> jars = new ArrayList<>(jars(bundles(), jar -> isOneOf(CONSOLE, jar)));
        jars.sort(Comparator.comparingInt(jar -> rank(CONSOLE, jar)));
        return jars;
    }

    /** What the console, and the session of a script, begin with. */
    Path profile() {
        return root.resolve("etc/gosh_profile");
    }

    /** How much of what bundles log is shown. */
    Path logging() {
        return root.resolve("etc/logging.properties");
    }

    private Path bundles() {
        return root.resolve("bundles");
    }

    /** The jars that lie in a folder, in the order of their names; none if there is no such folder. */
    static List<Path> jars(Path folder) throws IOException {
        return Files.isDirectory(folder) ? jars(folder, jar -> true) : List.of();
    }

    private static List<Path> jars(Path folder, DirectoryStream.Filter<Path> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                if (wanted.accept(jar)) {
                    found.add(jar);
                }
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean isOneOf(List<String> prefixes, Path jar) {
        return rank(prefixes, jar) < prefixes.size();
    }

    private static int rank(List<String> prefixes, Path jar) {
        String name = jar.getFileName().toString();
        int rank = 0;
        while (rank < prefixes.size() && !name.startsWith(prefixes.get(rank))) {
            rank++;
        }
        return rank;
    }
}
