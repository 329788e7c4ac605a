package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * A process that takes the steps of {@link StormSteps} in a vault until it is killed. A log, which lies elsewhere, tells how
 * far it has come: {@code at N} when it has found what is there, {@code N} after each step, or what went wrong.
 */
final class StormJvm {

    private StormJvm() {}

    static FileBackend open(String uri) throws IOException {
        GitBackendFactory factory = new GitBackendFactory();
        BackendUri parsed = BackendUri.parse(uri);
        return StoreBackend.over(factory.open(parsed, Parameters.of(factory.parameters(), parsed)));
    }

    /** @param arguments the URI, the folder, the writer's name, the seed, how many steps were acknowledged, the log */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel log = FileChannel.open(Path.of(arguments[5]), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND)) {
            try (FileBackend vault = open(arguments[0])) {
                StormSteps steps = resume(vault, Path.of(arguments[1]), arguments[2], Long.parseLong(arguments[3]),
                        Integer.parseInt(arguments[4]));
                goOn(vault, steps, arguments[2], log);
            } catch (IOException | RuntimeException | AssertionError e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                say(log, "failed " + trace.toString().replace('\n', ' '));
            }
        }
    }

    private static void say(FileChannel log, String line) throws IOException {
        log.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Where it has been before: what is there tells whether the step that was not acknowledged was taken. */
    private static StormSteps resume(FileBackend vault, Path folder, String writer, long seed, int acknowledged)
            throws IOException {
        StormSteps steps = StormSteps.after(acknowledged, writer, seed);
        Map<String, String> found = CrashTrees.files(folder, writer);
        if (!found.equals(steps.files())) {
            String before = steps.files().toString();
            steps.skip();
            if (!found.equals(steps.files())) {
                throw new AssertionError("after " + acknowledged + " steps there should be " + before + " or "
                        + steps.files() + " and not " + found);
            }
        }
        if (acknowledged % 2 == 1) {
            vault.as(SyncFileBackend.class).orElseThrow().sync();
        }
        return steps;
    }

    private static void goOn(FileBackend vault, StormSteps steps, String writer, FileChannel log) throws IOException {
        say(log, "at " + steps.taken());
        while (true) {
            steps.take(vault);
            say(log, "" + steps.taken());
            vault.exists(writer); // pulls now and then
        }
    }
}
