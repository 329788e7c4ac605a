package io.foundry9.filebackend.localstore;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that works on a root: one of the {@code main} classes of these tests. Closing it kills it. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** @param prefix a command that starts the JVM, such as one that gives up privileges */
    static ChildJvm start(List<String> prefix, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        if (!prefix.contains("setpriv")) { // another user could not read the agent
            Stream.of(System.getProperty("f9.jacoco.agent", "").split(" ")).filter(option -> !option.isBlank())
                    .forEach(command::add);
        }
        command.add(main.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** In the C locale, in which some JVMs can write no file name beyond ASCII. */
    static ChildJvm startInCLocale(Class<?> main, Object... arguments) throws IOException {
        return start(List.of("env", "LC_ALL=C"), main, arguments);
    }

    /** Where the system words its failures in German; nothing if it cannot. */
    static Optional<ChildJvm> startInGerman(Path locales, Class<?> main, Object... arguments) throws Exception {
        Process made;
        try {
            made = new ProcessBuilder("localedef", "-i", "de_DE", "-f", "UTF-8",
                    locales.resolve("de_DE.UTF-8").toString()).redirectErrorStream(true).start();
        } catch (IOException e) {
            return Optional.empty(); // there is no such command
        }
        made.getInputStream().readAllBytes();
        return made.waitFor() == 0
                ? Optional.of(start(List.of("env", "LOCPATH=" + locales, "LC_ALL=de_DE.UTF-8"), main, arguments))
                : Optional.empty();
    }

    static String classPath() {
        return Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""),
                place(LocalStore.class), place(ChildJvm.class))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    }

    /** Reads on until the child says so. */
    void await(String line) throws IOException {
        List<String> seen = new ArrayList<>();
        for (String read = output.readLine(); read != null; read = output.readLine()) {
            if (read.equals(line)) {
                return;
            }
            seen.add(read);
        }
        throw new AssertionError("the child never said '" + line + "', but: " + seen);
    }

    /** Says a line to it, and reads what it answers: the next line that begins with a {@code >}, without it. */
    String ask(Object line) throws IOException {
        tell(line);
        return answer();
    }

    /** Says a line to it, and goes on. */
    void tell(Object line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.append(line.toString()).append('\n').flush();
    }

    /** The next line that begins with a {@code >}, without it. */
    String answer() throws IOException {
        List<String> seen = new ArrayList<>();
        for (String read = output.readLine(); read != null; read = output.readLine()) {
            if (read.startsWith(">")) {
                return read.substring(1);
            }
            seen.add(read);
        }
        throw new AssertionError("the child has no answer, but: " + seen);
    }

    /** Everything that it has to say after its input has ended. */
    List<String> dismiss() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return finish();
    }

    /** Halts it where it is; returns once no thread of it is in a system call any more. */
    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
        for (int tries = 1; !isStopped(); tries++) {
            if (tries == 30_000) {
                throw new AssertionError("the child does not stop");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private boolean isStopped() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("stat")).matches("(?s).*\\) T .*")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // the process itself would close what is still to be read
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not die");
        }
    }

    /** Everything that it says until it ends. */
    List<String> finish() throws IOException, InterruptedException {
        List<String> rest = output.lines().toList();
        process.waitFor(30, TimeUnit.SECONDS);
        return rest;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        output.close();
    }
}
