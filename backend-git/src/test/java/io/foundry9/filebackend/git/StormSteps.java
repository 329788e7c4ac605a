package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Endless steps, of which each is one write or one session of several changes below a directory of the writer's own, and
 * what is there after each of them. They are made up by chance, but always the same ones. No content comes twice.
 */
final class StormSteps {

    private static final int MOST_FILES = 24;
    private static final int MOST_APPENDED = 400;

    private final String writer;
    private final long seed;
    private final TreeMap<String, String> files = new TreeMap<>();
    private int taken;

    /** One change, as a vault or a session makes it. */
    private interface Change {
        void in(FileBackend backend);
    }

    /** Before the first step. */
    StormSteps(String writer, long seed) {
        this.writer = writer;
        this.seed = seed;
    }

    /** After so many steps. */
    static StormSteps after(int steps, String writer, long seed) {
        StormSteps after = new StormSteps(writer, seed);
        while (after.taken < steps) {
            after.skip();
        }
        return after;
    }

    /** Takes the next step nowhere but here. */
    void skip() {
        next();
    }

    String writer() {
        return writer;
    }

    long seed() {
        return seed;
    }

    int taken() {
        return taken;
    }

    /** What is there now: paths and texts. */
    Map<String, String> files() {
        return files;
    }

    /** Takes the next step, also in a vault. */
    void take(FileBackend vault) {
        List<Change> changes = next();
        if (changes.size() == 1) {
            changes.get(0).in(vault);
        } else {
            vault.inSession(null, session -> {
                changes.forEach(change -> change.in(session));
                return null;
            });
        }
    }

    /** Takes the next step, and tells how. */
    private List<Change> next() {
        Random random = new Random(seed * 1_000_003 + taken * 7919L);
        random.nextInt(); // the first one hardly depends on the seed
        List<Change> changes = new ArrayList<>();
        int count = random.nextInt(5) == 0 ? 2 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            changes.add(change(random, taken + "." + i));
        }
        taken++;
        return changes;
    }

    private Change change(Random random, String name) {
        int kind = random.nextInt(10);
        if (files.isEmpty() || kind < 3 && files.size() < MOST_FILES) {
            return create(path(random, name), name, random);
        }
        String path = new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
        if (kind < 5) {
            return update(path, name, random);
        }
        if (kind < 7 && files.get(path).length() < MOST_APPENDED) {
            return append(path, name);
        }
        return kind < 9 ? move(path, path(random, name)) : delete(path);
    }

    private String path(Random random, String name) {
        String directory = random.nextBoolean() ? "/" : "/d" + random.nextInt(3) + "/";
        return writer + directory + "f" + name;
    }

    private String text(String name, Random random) {
        return (writer + " wrote this in step " + name + "\n").repeat(1 + random.nextInt(6));
    }

    private Change create(String path, String name, Random random) {
        String text = text(name, random);
        files.put(path, text);
        return backend -> backend.create(path, Content.of(text));
    }

    private Change update(String path, String name, Random random) {
        String text = text(name, random);
        files.put(path, text);
        return backend -> backend.update(path, Content.of(text));
    }

    private Change append(String path, String name) {
        String text = "and " + name + "\n";
        files.merge(path, text, String::concat);
        return backend -> backend.append(path, Content.of(text));
    }

    private Change move(String from, String to) {
        files.put(to, files.remove(from));
        return backend -> backend.move(from, to);
    }

    private Change delete(String path) {
        files.remove(path);
        return backend -> backend.delete(path);
    }
}
