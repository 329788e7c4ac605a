package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk as it is when the power fails while a process takes the steps of the {@link Script}: the process is stopped, and
 * the image of its file system copied as far as it was written out. What is in the memory of the system is not in it.
 */
class PowerLossTest {

    private static final int CYCLES = Roots.LONG ? 40 : 2;
    private static final long SIZE = 24L << 20;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedSurvivesThePowerFailure(TestReporter reporter) throws Exception {
        Path image = folder.resolve("disk");
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(new byte[1]), SIZE - 1);
        }
        Mount.assume(Mount.run("mkfs.ext4", "-q", "-F", "-E",
                "lazy_itable_init=0,lazy_journal_init=0", image.toString()), "no ext4 can be made");
        int steps = 0;
        int lost = 0;
        try (Mount disk = Mount.assume(image, folder.resolve("mounted"), "-o", "loop,commit=300")) {
            Path root = Files.createDirectory(disk.at().resolve("root"));
            Script.layOut(root, 0);
            Mount.run("sync", "-f", root.toString());
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                Path copy = folder.resolve("copy");
                int acknowledged = failAfterSomeSteps(root, steps, image, copy);
                try (Mount found = Mount.assume(copy, folder.resolve("found"), "-o", "loop")) {
                    Path after = found.at().resolve("root");
                    Roots.backend(after).close();
                    assertThat(Roots.leftovers(after)).isEmpty();
                    lost += acknowledged + 1 - Script.reached(after, acknowledged);
                }
                Roots.backend(root).close();
                steps = Script.reached(root, acknowledged);
            }
        }
        reporter.publishEntry("power failures and steps", CYCLES + ", " + steps + "; " + lost
                + " steps were not acknowledged and not there");
    }

    private static int failAfterSomeSteps(Path root, int from, Path image, Path copy) throws Exception {
        try (ChildJvm child = ChildJvm.start(ScriptJvm.class, "on", root, Durability.POWER, from)) {
            child.answer();
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(400_000));
            child.stop();
            copyDisk(image, copy);
            child.kill();
            List<String> said = child.finish().stream().filter(line -> line.matches(">[0-9]+")).toList();
            return said.isEmpty() ? from + 1 : Integer.parseInt(said.get(said.size() - 1).substring(1));
        }
    }

    private static void copyDisk(Path image, Path copy) throws IOException {
        Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
    }
}
