package io.foundry9.filebackend.localstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** {@code strace} on one thread of another process: it writes down its system calls, and makes some of them fail. */
final class Strace implements AutoCloseable {

    private final Process process;
    private final Path log;

    private Strace(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Skips a test, and says why, where nothing can be traced. */
    static void assume() {
        String reason;
        try {
            Process tried = new ProcessBuilder("strace", "-o", "/dev/null", "true").redirectErrorStream(true).start();
            String said = new String(tried.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            reason = tried.waitFor() == 0 ? "" : "strace cannot trace here: " + said.strip();
        } catch (IOException e) {
            reason = "there is no strace here";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Assumptions.assumeTrue(reason.isEmpty(), reason);
    }

    /** Returns once the thread is under its eyes. */
    static Strace attach(String thread, Path log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-p", thread, "-o", log.toString()));
        command.addAll(Arrays.asList(options));
        Files.deleteIfExists(log);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (line == null || !line.contains("attached")) {
            process.destroy();
            throw new AssertionError("strace does not attach: " + line);
        }
        return new Strace(process, log);
    }

    /** Lets go of the thread; what it has written down. */
    List<String> detach() throws IOException, InterruptedException {
        close();
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("strace does not end");
        }
    }
}
