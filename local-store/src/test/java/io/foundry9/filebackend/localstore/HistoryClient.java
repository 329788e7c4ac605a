package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.localstore.History.Event;
import io.foundry9.filebackend.localstore.History.Kind;
import io.foundry9.filebackend.localstore.History.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One thread that does random things to a few files, and notes what comes of it. */
final class HistoryClient {

    /** Files that are moved onto each other. */
    static final List<String> MOVED = List.of("a", "d/b", "d/c");

    /** Files to which sessions give one generation, and nobody else writes. */
    static final List<String> GENERATIONS = List.of("s/0", "s/1", "d/s2");

    /** Files that sessions write, and others too. */
    static final List<String> MIXED = List.of("m", "s/n");

    private static final int LINES = 150;

    private final FileBackend backend;
    private final String name;
    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, String> versions = new HashMap<>();
    private int written;

    HistoryClient(FileBackend backend, String name, long seed) {
        this.backend = backend;
        this.name = name;
        this.random = new Random(seed);
    }

    /** Begins at a moment, together with others. */
    History run(long start, int count) {
        while (System.nanoTime() - start < 0) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < count; i++) {
            step();
        }
        return new History(List.copyOf(events));
    }

    private void step() {
        switch (random.nextInt(14)) {
            case 0 -> session(GENERATIONS);
            case 1 -> session(MIXED);
            case 2, 3 -> look(GENERATIONS);
            case 4, 5 -> single(MIXED);
            case 6, 7 -> look(MOVED);
            default -> {
                if (random.nextInt(3) == 0) {
                    move(random.nextBoolean() ? Kind.MOVE : Kind.REPLACE);
                } else {
                    single(MOVED);
                }
            }
        }
    }

    private void single(List<String> paths) {
        String path = any(paths);
        String seen = versions.get(path);
        switch (random.nextInt(seen == null ? 5 : 7)) {
            case 0, 1 -> look(paths);
            case 2 -> change(Kind.WRITE, path, newValue());
            case 3 -> change(Kind.CREATE, path, newValue());
            case 4 -> change(Kind.DELETE, path, "");
            default -> change(Kind.UPDATE, path, seen + " " + newValue());
        }
    }

    private void look(List<String> paths) {
        change(random.nextInt(3) == 0 ? Kind.VERSION : Kind.READ, any(paths), "");
    }

    private void move(Kind kind) {
        String from = any(MOVED);
        String to = any(MOVED);
        if (!from.equals(to)) {
            change(kind, from, to);
        }
    }

    private void change(Kind kind, String path, String argument) {
        long called = System.nanoTime();
        String answer = answer(kind, path, argument);
        long returned = System.nanoTime();
        events.add(new Event(name, false, List.of(new Step(kind, path, argument, answer)), called, returned));
    }

    private String answer(Kind kind, String path, String argument) {
        try {
            return switch (kind) {
                case READ -> whole(backend.readText(path));
                case VERSION -> seen(path, backend.info(path));
                case WRITE -> seen(path, backend.write(path, content(argument)));
                case CREATE -> seen(path, backend.create(path, content(argument)));
                case UPDATE -> seen(path, backend.update(path, content(argument.split(" ")[1]),
                        WriteOption.ifVersion(argument.split(" ")[0])));
                case MOVE -> seen(argument, backend.move(path, argument));
                case REPLACE -> seen(argument, backend.move(path, argument, WriteOption.OVERWRITE));
                case DELETE -> {
                    backend.delete(path);
                    yield SequentialFiles.GONE;
                }
            };
        } catch (NotFoundException e) {
            return SequentialFiles.MISSING;
        } catch (AlreadyExistsException e) {
            return SequentialFiles.EXISTS;
        } catch (VersionMismatchException e) {
            versions.put(path, e.found().orElseThrow());
            return SequentialFiles.MISMATCH + e.found().orElseThrow();
        }
    }

    private String seen(String path, FileInfo info) {
        String version = info.version().orElseThrow();
        versions.put(path, version);
        return version;
    }

    /** Reads all, most times writes one value to all, and is now and then rolled back after that. */
    private void session(List<String> paths) {
        int fate = random.nextInt(4);
        List<Step> steps = new ArrayList<>();
        long called = System.nanoTime();
        try (Session session = backend.openSession(null)) {
            readAll(session, paths, steps);
            if (fate > 0) {
                String value = newValue();
                paths.forEach(path -> session.write(path, content(value)));
                List<Step> own = new ArrayList<>();
                readAll(session, paths, own);
                if (!own.stream().allMatch(step -> step.answer().equals(value))) {
                    throw new AssertionError("a session does not see what it wrote: " + own);
                }
                if (fate > 1) {
                    for (FileInfo info : session.commit().changed()) {
                        if (paths.contains(info.path())) {
                            steps.add(new Step(Kind.WRITE, info.path(), value, seen(info.path(), info)));
                        }
                    }
                }
            }
        }
        events.add(new Event(name, true, List.copyOf(steps), called, System.nanoTime()));
    }

    private static void readAll(Session session, List<String> paths, List<Step> steps) {
        for (String path : paths) {
            steps.add(new Step(Kind.READ, path, "", valueIn(session, path)));
        }
    }

    static String valueIn(FileBackend files, String path) {
        try {
            return whole(files.readText(path));
        } catch (NotFoundException e) {
            return SequentialFiles.MISSING;
        }
    }

    private String any(List<String> paths) {
        return paths.get(random.nextInt(paths.size()));
    }

    private String newValue() {
        written++;
        return name + "-" + written;
    }

    static Content content(String value) {
        return Content.of((value + "\n").repeat(length(value)));
    }

    private static int length(String value) {
        return 1 + Math.floorMod(value.hashCode(), LINES);
    }

    /** The value that a content is made of, if it is made of one and whole. */
    private static String whole(String content) {
        String value = content.substring(0, Math.max(0, content.indexOf('\n')));
        return content.equals((value + "\n").repeat(length(value))) ? value : "torn: " + content;
    }
}
