package io.foundry9.filebackend.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Somebody who takes his steps in a vault, in one process after the other, each of which is killed. */
final class StormWriter {

    private static final int LONGEST_MILLIS = CrashTrees.LONG ? 2000 : 800;

    private final GitFolders folders;
    private final String vault;
    private final String name;
    private final long seed;
    private final Random random;
    private final Path log;
    private final Set<Integer> unacknowledged = new TreeSet<>();
    private int acknowledged;

    StormWriter(GitFolders folders, String vault, String name, long seed) {
        this.folders = folders;
        this.vault = vault;
        this.name = name;
        this.seed = seed;
        this.random = new Random(seed);
        this.log = folders.folder(name + ".log");
    }

    String vault() {
        return vault;
    }

    int acknowledged() {
        return acknowledged;
    }

    /** Writes again and again, and is killed each time. */
    Void storm(int kills, String... parameters) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            try (CrashJvm child = CrashJvm.start(StormJvm.class, folders.uri(vault, parameters), folders.folder(vault),
                    name, seed, acknowledged, log)) {
                if (random.nextInt(4) > 0) { // else it may be killed while it opens the vault
                    CrashTrees.await("the first step of " + name, () -> said().size() > 1 || !child.isAlive());
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
                child.kill();
                assertThat(child.finish()).noneMatch(line -> line.contains("WARNING") || line.contains("SEVERE"));
            }
            take();
        }
        return null;
    }

    private List<String> said() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void take() throws IOException {
        for (String line : said()) {
            assertThat(line).as("the log of " + name).doesNotStartWith("failed");
            int taken = Integer.parseInt(line.replace("at ", ""));
            if (line.startsWith("at ") && taken > acknowledged) {
                unacknowledged.add(acknowledged);
            }
            acknowledged = taken;
        }
        Files.deleteIfExists(log);
    }

    /** What is there is what was acknowledged, or what was under way as well. */
    void assertThere() throws IOException {
        Map<String, String> there = CrashTrees.files(folders.folder(vault), name);
        StormSteps steps = StormSteps.after(acknowledged, name, seed);
        if (!there.equals(steps.files())) {
            steps.skip();
            assertThat(there).containsExactlyInAnyOrderEntriesOf(steps.files());
            unacknowledged.add(acknowledged++);
        }
    }

    /** Notes all that it has written; what is there now. */
    Map<String, String> note(StormHistory history) {
        history.note(name, seed, acknowledged, unacknowledged);
        return StormSteps.after(acknowledged, name, seed).files();
    }
}
