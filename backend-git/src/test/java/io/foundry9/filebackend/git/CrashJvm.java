package io.foundry9.filebackend.git;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.lib.Repository;

/**
 * Another process that works on a vault: one of the {@code main} classes of these tests. Closing it kills it; so it measures
 * no coverage, which it could not tell of.
 */
final class CrashJvm implements AutoCloseable {

    private static String classPath;

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
        command.add(main.getName());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new CrashJvm(builder.start());
    }

    /** With JGit unsigned: to check its signatures takes a good part of the time in which a JVM opens a vault. */
    private static synchronized String classPath() throws IOException {
        if (classPath == null) {
            Path signed = jar(Repository.class);
            Path unsigned = Files.createTempFile("unsigned", ".jar");
            unsigned.toFile().deleteOnExit();
            copyUnsigned(signed, unsigned);
            classPath = Stream.of(System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""))
                    .flatMap(path -> Stream.of(path.split(File.pathSeparator))).filter(part -> !part.isEmpty())
                    .map(part -> (Path.of(part).equals(signed) ? unsigned : part).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return classPath;
    }

    private static Path jar(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void copyUnsigned(Path signed, Path unsigned) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(signed));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unsigned))) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().matches("META-INF/(MANIFEST\\.MF|.*\\.(SF|RSA|DSA|EC))")) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
        }
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
