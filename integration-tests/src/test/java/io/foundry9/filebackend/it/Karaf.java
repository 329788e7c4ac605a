package io.foundry9.filebackend.it;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Karaf as its makers ship it, unpacked and started as a person would, with ports of its own. */
final class Karaf implements AutoCloseable {
    private static final List<String> CLIENT = List.of("-u", "karaf", "-p", "karaf", "-b");
    private static final long PATIENCE_SECONDS = 60;

    private final Path home;
    private final Process process;

    private Karaf(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** @param folder where it is unpacked */
    static Karaf start(Path folder) throws Exception {
        Finished tar = Finished.of(new ProcessBuilder("tar", "xzf", System.getProperty("f9.karaf"), "-C",
                folder.toString()), folder);
        if (tar.status() != 0) {
            throw new IOException(tar.err());
        }
        Path home = folder.resolve(Path.of(System.getProperty("f9.karaf")).getFileName().toString()
                .replace(".tar.gz", ""));
        edit(home.resolve("etc/users.properties"), "(?m)^#(karaf = |_g_)", "$1");
        edit(home.resolve("etc/org.apache.karaf.shell.cfg"), "(?m)^sshPort.*", "sshPort = " + freePort());
        edit(home.resolve("etc/org.apache.karaf.management.cfg"), "(?m)^rmiRegistryPort.*",
                "rmiRegistryPort = " + freePort());
        edit(home.resolve("etc/org.apache.karaf.management.cfg"), "(?m)^rmiServerPort.*",
                "rmiServerPort = " + freePort());
        ProcessBuilder builder = command(home, "bin/karaf", List.of("server"))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true).redirectOutput(folder.resolve("karaf.out").toFile());
        builder.environment().put("KARAF_EXEC", "exec");
        Karaf karaf = new Karaf(home, builder.start());
        try {
            Eventually.isTrue("Karaf answers", () -> karaf.run("info").contains("Karaf version"));
            return karaf;
        } catch (Throwable e) {
            karaf.close();
            throw e;
        }
    }

    private static void edit(Path file, String pattern, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static ProcessBuilder command(Path home, String script, List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(home.resolve(script).toString());
        builder.command().addAll(words);
        builder.environment().put("JAVA_HOME", Jvm.home().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeIf(name -> name.startsWith("KARAF_"));
        return builder;
    }

    Path etc() {
        return home.resolve("etc");
    }

    Path deploy() {
        return home.resolve("deploy");
    }

    /** Commands, one a line, through Karaf's client, which goes over ssh; what they print, without colours. */
    String run(String... lines) throws IOException, InterruptedException {
        Finished client = client(lines);
        return (client.out() + client.err()).replaceAll("\\x1B\\[[0-9;?]*[a-zA-Z]", "");
    }

    /** With which status the client ends when that is all that it is to do. */
    int status(String... lines) throws IOException, InterruptedException {
        return client(lines).status();
    }

    private Finished client(String... lines) throws IOException, InterruptedException {
        Path input = Files.writeString(home.resolve("commands.txt"), String.join("\n", lines) + "\n");
        return Finished.of(command(home, "bin/client", CLIENT).redirectInput(input.toFile()), home);
    }

    /** What it has logged as an error, or as a warning about us. */
    List<String> complaints() throws IOException {
        return logged(line -> line.contains("| ERROR |")
                || line.contains("| WARN  |") && line.contains("io.foundry9"));
    }

    /** Where installing something has restarted bundles that were there; Karaf lists them in the lines after. */
    List<String> refreshes() throws IOException {
        return logged(line -> line.contains("Refreshing bundles"));
    }

    private List<String> logged(Predicate<String> wanted) throws IOException {
        try (var lines = Files.lines(home.resolve("data/log/karaf.log"))) {
            return lines.filter(wanted).toList();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
