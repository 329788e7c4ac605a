package io.foundry9.filebackend.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs commands and measures them, by what Linux tells of this process's children (proc(5)): the processor time of those
 * that have ended, in ticks of 10 ms, and the peak of a living one, looked at every 5 ms.
 */
final class Command {
    private static final long TICK_NANOS = 10_000_000;
    private static final int POLL_MILLIS = 5;
    /** Fields of /proc/self/stat after the name, from 0: user and system time of children that were waited for. */
    private static final int CHILD_USER = 13;
    private static final int CHILD_SYSTEM = 14;
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private Command() {
    }

    /** @throws IOException if the command ends with another status than 0; with what it said */
    static Usage run(Path folder, List<String> words) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("f9-benchmark", ".err");
        try {
            long cpu = childTicks();
            long start = System.nanoTime();
            Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectOutput(Redirect.DISCARD)
                    .redirectError(errors.toFile()).start();
            long peak = 0;
            do {
                peak = Math.max(peak, peakOf(process.pid()));
            } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
            long wall = System.nanoTime() - start;
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", words) + ": status " + process.exitValue() + ": "
                        + Files.readString(errors).strip());
            }
            return new Usage(wall, (childTicks() - cpu) * TICK_NANOS, peak);
        } finally {
            Files.delete(errors);
        }
    }

    /** What a command prints, without blanks around it; empty if it isn't here or fails. */
    static Optional<String> output(String... words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static boolean isHere(String program) {
        return output("sh", "-c", "command -v " + program).isPresent();
    }

    private static long childTicks() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[CHILD_USER]) + Long.parseLong(fields[CHILD_SYSTEM]);
    }

    private static long peakOf(long pid) {
        try {
            Matcher matcher = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
        } catch (IOException e) {
            return 0; // it has ended
        }
    }
}
