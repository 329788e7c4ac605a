package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that has ended: what it said and how it ended. */
record Finished(long pid, int status, byte[] bytes, String err) {
    private static final long PATIENCE_SECONDS = 120;

    /** Runs a process to its end; its streams go through files in a folder, so that neither side ever waits. */
    static Finished of(ProcessBuilder builder, Path folder) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        return await(builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    /** Waits for a process whose streams go to files; the files are removed. */
    static Finished await(Process process, Path out, Path err) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
            return new Finished(process.pid(), process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
