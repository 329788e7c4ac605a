package io.foundry9.filebackend.it.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A person's shell: one bash for all commands, in a folder in which {@code ./vault} is the distribution's. What goes to
 * the screen is told so to the program, as by a terminal; what goes into a file or a pipe isn't. For one thread.
 */
final class Terminal implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final String PROGRESS = "\r\u001B\\[K(?:[^\n]*\r\u001B\\[K)?";
    private static final String COLOUR = "\u001B\\[[0-9;]*m";

    /** What came of a command. */
    record Answer(int status, String output) {}

    private final Path own;
    private final Process bash;
    private final BufferedReader statuses;

    private Terminal(Path own, Process bash) {
        this.own = own;
        this.bash = bash;
        this.statuses = bash.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * @param folder where commands are typed, and the person's own
     * @param own for what the person doesn't see
     */
    static Terminal in(Path folder, Path own) throws IOException {
        Path script = Files.writeString(folder.resolve("vault"), """
                #!/bin/sh
                seen=
                [ /dev/fd/1 -ef "$F9_SCREEN" ] && seen=out
                [ /dev/fd/2 -ef "$F9_SCREEN" ] && seen=$seen,err
                export F9_JAVA_OPTS="$F9_JAVA_OPTS -Dio.foundry9.filebackend.terminals=$seen"
                exec "$F9_DIST/bin/vault" "$@"
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder("bash", "--norc", "--noprofile").directory(folder.toFile())
                .redirectError(Redirect.to(own.resolve("bash.err").toFile()));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("F9_"));
        environment.put("F9_DIST", System.getProperty("f9.dist"));
        environment.put("F9_SCREEN", own.resolve("screen").toString());
        // Half of the time of so short a life goes into the second compiler.
        environment.put("F9_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Duser.home=" + folder);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", folder.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("NO_COLOR", "1");
        environment.remove("XDG_CONFIG_HOME");
        environment.put("DOCS_TOKEN", "token");
        environment.put("OPENAI_API_KEY", "sk-mine");
        return new Terminal(own, builder.start());
    }

    /** Runs a command to its end. */
    Answer run(String command) throws IOException {
        Path step = Files.writeString(own.resolve("step"), command + "\n");
        send(". " + step + " </dev/null >" + screen() + " 2>&1; echo $?");
        String status = statuses.readLine();
        if (status == null) {
            throw new IOException("the shell has ended at " + command);
        }
        return new Answer(Integer.parseInt(status), output());
    }

    /** Starts a command that stays until the terminal is closed. What it has printed, once that is enough. */
    String start(String command, Predicate<String> enough) throws IOException, InterruptedException {
        send("exec 3>" + screen() + "; " + command + " </dev/null >&3 2>&3 &\nexec 3>&-");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!enough.test(output()) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        String output = output();
        Files.deleteIfExists(screen());
        return output;
    }

    private void send(String line) throws IOException {
        bash.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().flush();
    }

    private Path screen() {
        return own.resolve("screen");
    }

    private String output() throws IOException {
        return Files.exists(screen()) ? Files.readString(screen()).replaceAll(PROGRESS, "").replaceAll(COLOUR, "") : "";
    }

    @Override
    public void close() throws InterruptedException {
        var started = bash.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        bash.destroy();
        bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        started.forEach(process -> process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    }
}
