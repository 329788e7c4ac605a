package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.benchmarks.Race.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sessions against single writes, and the asynchronous face against a pool of threads. */
final class Sessions implements Subject {
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final byte[] CONTENT = new byte[4096];
    private static final int THREADS = 16;

    @Override
    public Chapter measure(Settings settings) throws Exception {
        Chapter chapter = new Chapter("sessions", "Sessions and async", "Files of 4 KiB on a file system in memory.");
        session(chapter, settings);
        async(chapter, settings);
        return chapter;
    }

    private static void session(Chapter chapter, Settings settings) throws Exception {
        List<String> names = Trees.names(settings.count(1000));
        Path root = settings.memory().resolve("session");
        Contestant.Task empty = () -> {
            Trees.delete(root);
            Trees.makeDirectories(root, names);
        };
        Standing standing = chapter.add(new Race("1,000 writes in a session", Unit.OPERATIONS, names.size())
                .add(Contestant.method("session", () -> {
                    try (FileBackend ours = Vaults.local(root);
                            Session session = ours.openSession(Duration.ofSeconds(10))) {
                        for (String name : names) {
                            session.create(name, Content.of(CONTENT));
                        }
                        session.commit();
                    }
                }).before(empty))
                .add(Contestant.method("single writes", () -> {
                    try (FileBackend ours = Vaults.local(root)) {
                        for (String name : names) {
                            ours.create(name, Content.of(CONTENT));
                        }
                    }
                }).before(empty))

                .warmUp(WARM_UP).run(settings.rounds()));
        chapter.addRatio(standing, "session", "single writes", 1.5);
        Trees.delete(root);
    }

    private static void async(Chapter chapter, Settings settings) throws Exception {
        List<String> names = Trees.names(settings.count(10_000));
        Path root = Trees.make(settings.memory().resolve("async"), names, CONTENT);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (FileBackend ours = Vaults.local(root)) {
            String peer = "read on a pool of 16 threads";
            Standing standing = chapter.add(new Race("10,000 small reads by async()", Unit.OPERATIONS, names.size())
                    .add(Contestant.method("async().read", () -> {
                        List<CompletableFuture<byte[]>> stages = new ArrayList<>();
                        for (String name : names) {
                            stages.add(ours.async().read(name).toCompletableFuture());
                        }
                        CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)).join();
                    }))
                    .add(Contestant.method(peer, () -> {
                        List<Future<byte[]>> results = new ArrayList<>();
                        for (String name : names) {
                            results.add(pool.submit(() -> ours.read(name)));
                        }
                        for (Future<byte[]> result : results) {
                            result.get();
                        }
                    }))

                    .warmUp(WARM_UP).run(settings.rounds()));
            chapter.addRatio(standing, "async().read", peer, 1.1);
        } finally {
            pool.shutdown();
        }
        Trees.delete(root);
    }
}
