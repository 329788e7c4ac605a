package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system that is mounted for a test, which is skipped where that is not permitted. */
final class Mount implements AutoCloseable {

    private final Path at;

    private Mount(Path at) {
        this.at = at;
    }

    /** Mounts something at a folder, which is made. */
    static Mount assume(Object what, Path at, String... options) throws IOException, InterruptedException {
        Files.createDirectories(at);
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(options));
        command.addAll(List.of(what.toString(), at.toString()));
        assume(run(command.toArray(String[]::new)), "nothing can be mounted");
        return new Mount(at);
    }

    static Mount tmpfs(Path at, String size) throws IOException, InterruptedException {
        return assume("f9-test", at, "-t", "tmpfs", "-o", "size=" + size);
    }

    Path at() {
        return at;
    }

    /** What a command says when it fails; nothing if it does not. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return "there is no " + command[0];
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? "" : "failed: " + said;
    }

    static void assume(String failure, String words) {
        Assumptions.assumeTrue(failure.isEmpty(), words + " here: " + failure);
    }

    /** Lazily: a file that was mapped into memory stays so until the collector comes by. */
    @Override
    public void close() throws IOException, InterruptedException {
        String failure = run("umount", "-l", at.toString());
        if (!failure.isEmpty()) {
            throw new AssertionError("cannot unmount: " + failure);
        }
    }
}
