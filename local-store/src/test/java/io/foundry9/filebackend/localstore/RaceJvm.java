package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import java.nio.file.Path;
import java.time.Duration;

/** A process that competes with others for the sessions of a root. */
final class RaceJvm {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private RaceJvm() {}

    public static void main(String[] arguments) throws Exception {
        try (FileBackend backend = Roots.backend(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "count" -> count(backend, Integer.parseInt(arguments[2]));
                case "create" -> create(backend, arguments[2], Integer.parseInt(arguments[3]));
                case "hammer" -> hammer(backend, Long.parseLong(arguments[2]));
                case "visit" -> visit(backend, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void count(FileBackend backend, int times) {
        for (int i = 0; i < times; i++) {
            backend.inSession(null, session -> {
                int now = Integer.parseInt(session.readText("counter"));
                return session.write("counter", Content.of("" + (now + 1)));
            });
        }
        System.out.println(">done");
    }

    private static void create(FileBackend backend, String prefix, int times) {
        for (int i = 0; i < times; i++) {
            backend.create("created/" + prefix + i, Content.of("x"));
        }
        System.out.println(">done");
    }

    /** Comes back the very moment that it has left. */
    private static void hammer(FileBackend backend, long millis) throws InterruptedException {
        System.out.println(">ready");
        while (true) {
            backend.inSession(null, session -> {
                session.write("hammered", Content.of("x"));
                Thread.sleep(millis);
                return null;
            });
        }
    }

    /** How long, in milliseconds, a session and a plain write have waited at most. */
    private static void visit(FileBackend backend, int times) {
        long session = 0;
        long write = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            backend.inSession(LONGEST, inside -> inside.write("visited", Content.of("x")));
            long between = System.nanoTime();
            backend.write("written", Content.of("x"));
            session = Math.max(session, between - start);
            write = Math.max(write, System.nanoTime() - between);
        }
        System.out.println(">" + session / 1_000_000 + " " + write / 1_000_000);
    }
}
