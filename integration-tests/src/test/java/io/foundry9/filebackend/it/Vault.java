package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The script of the distribution as a user runs it, on a home of its own and in the C locale, where a careless program
 * fails first.
 */
final class Vault {
    private final Path folder;
    private final String options;

    private Vault(Path folder, String options) {
        this.folder = folder;
        this.options = options;
    }

    /** @param folder where the processes work; the home is {@code data} in it, as it is by default */
    static Vault in(Path folder) {
        return new Vault(folder, "");
    }

    /** The same, with its coverage counted, which makes each process take twice its time. */
    Vault counted() {
        return new Vault(folder, options + " " + Jvm.agent());
    }

    /** The same for a user whose own files lie in a folder. */
    Vault ofUser(Path user) {
        return new Vault(folder, options + " -Duser.home=" + user);
    }

    Path home() {
        return folder.resolve("data");
    }

    Path etc() {
        return home().resolve("etc");
    }

    /** What the vault that is there from the start holds. */
    Path files() {
        return home().resolve("files");
    }

    ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("f9.dist"), "bin", "vault").toString());
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", Jvm.home().toString());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("F9_JAVA_OPTS", options);
        builder.environment().remove("F9_HOME");
        return builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    }

    Finished run(String... words) throws IOException, InterruptedException {
        return Finished.of(command(words), folder);
    }

    Finished runWithInput(byte[] input, String... words) throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(folder, "in", ".bin"), input);
        try {
            return Finished.of(command(words).redirectInput(file.toFile()), folder);
        } finally {
            Files.delete(file);
        }
    }

    Finished script(String commands) throws IOException, InterruptedException {
        return runWithInput(commands.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs a command to a good end; what it printed, which is all that it said. */
    String out(String... words) throws IOException, InterruptedException {
        Finished process = run(words);
        assertThat(process.err()).isEmpty();
        assertThat(process.status()).isZero();
        return process.out();
    }

    /** Runs a command that fails; the one line that it says, without the name of the program. */
    String failure(int status, String... words) throws IOException, InterruptedException {
        Finished process = run(words);
        assertThat(process.out()).isEmpty();
        assertThat(process.err()).startsWith("vault: ").endsWith("\n").containsOnlyOnce("\n");
        assertThat(process.status()).isEqualTo(status);
        return process.err().substring("vault: ".length()).stripTrailing();
    }

    /** Starts a process whose output goes nowhere, and which signals reach; the caller ends it. */
    Process start(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = command(words);
        builder.command().addAll(0, withSignals());
        return builder.redirectInput(Redirect.PIPE).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD).start();
    }

    /** A shell has INT ignored by what it runs in the background, and so by the build and all that this starts. */
    private static List<String> withSignals() throws IOException, InterruptedException {
        List<String> prefix = List.of("env", "--default-signal=INT");
        Process probe = new ProcessBuilder("env", "--default-signal=INT", "true").redirectError(Redirect.DISCARD)
                .start();
        return probe.waitFor() == 0 ? prefix : List.of();
    }

    /** Asks a process to end as a person or a service manager does. */
    static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    /** What a process has written, or had when it was killed, for the time that it runs. */
    List<Path> runFolders(long pid) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(home().resolve("run"), Path.of("/dev/shm"))) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, "f9-vault-" + pid + "-*")) {
                    folders.forEach(found::add);
                }
            }
        }
        return found;
    }
}
