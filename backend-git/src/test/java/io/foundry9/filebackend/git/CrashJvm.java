package io.foundry9.filebackend.git;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that works on a vault: one of the {@code main} classes of these tests. Closing it kills it. */
final class CrashJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private CrashJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static CrashJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** @param prefix a command that starts the JVM, such as one that traces it */
    static CrashJvm start(List<String> prefix, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Df9.long=" + CrashTrees.LONG, "-cp", classPath()));
        Stream.of(System.getProperty("f9.jacoco.agent", "").split(" ")).filter(option -> !option.isBlank())
                .forEach(command::add);
        command.add(main.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new CrashJvm(builder.start());
    }

    private static String classPath() {
        return Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
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

    /** Says a line to it, and reads what it answers. */
    String ask(Object line) throws IOException {
        tell(line);
        return answer();
    }

    /** Says a line to it, and goes on. */
    void tell(Object line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.append(line.toString()).append('\n').flush();
    }

    /** Whether it has something to say. */
    boolean hasSpoken() throws IOException {
        return output.ready();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
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
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not end");
        }
        return rest;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        output.close();
    }
}
