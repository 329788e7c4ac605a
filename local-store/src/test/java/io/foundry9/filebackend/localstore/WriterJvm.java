package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** A process that writes, or holds a lock, until it is killed. */
final class WriterJvm {

    static final int FILES = 40;
    static final int PARENT_MAKERS = 6;

    private WriterJvm() {}

    public static void main(String[] arguments) throws Exception {
        Store store = Roots.store(Path.of(arguments[1]));
        switch (arguments[0]) {
            case "files" -> files(store);
            case "batches" -> batches(store);
            case "tree" -> hold(store, LockScope.tree());
            case "entry" -> hold(store, LockScope.entry(StorePath.parse("held")));
            case "try" -> tryOnce(store);
            case "try-when-asked" -> tryWhenAsked(store);
            case "staged" -> staged(store);
            case "refused" -> refused(store);
            case "parents" -> parents(store);
            case "accents" -> accents(store);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void files(Store store) {
        FileBackend backend = StoreBackend.over(store);
        System.out.println("ready");
        for (int i = 0;; i++) {
            backend.write("file", Content.of(("generation " + i + "\n").repeat(20_000)));
        }
    }

    /** Each batch gives all files one text, makes a directory and takes one away. */
    private static void batches(Store store) throws Exception {
        for (int i = 0;; i++) {
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Remove(StorePath.parse("dir" + (i + 1) % 2), true, Guard.NONE));
            changes.add(new Change.MakeDirectory(StorePath.parse("dir" + i % 2), Guard.NONE));
            for (int n = 0; n < FILES; n++) {
                String path = "dir" + i % 2 + "/f" + n;
                changes.add(new Change.Put(StorePath.parse(path), Roots.stage(store, path, "" + i), Guard.NONE));
            }
            try (StoreLock lock = store.lock(LockScope.tree(), null)) {
                store.publish(changes, false);
            }
            if (i == 0) {
                System.out.println("ready"); // both directories were there before
            }
        }
    }

    private static void hold(Store store, LockScope scope) throws Exception {
        store.lock(scope, null);
        System.out.println("held");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void tryOnce(Store store) throws Exception {
        try (StoreLock lock = store.lock(LockScope.tree(), Duration.ZERO)) {
            System.out.println("got it");
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName());
        }
        store.close();
    }

    /** Once for each line of its standard input. */
    private static void tryWhenAsked(Store store) throws Exception {
        while (System.in.read() >= 0) {
            System.in.skipNBytes(System.in.available());
            try (StoreLock lock = store.lock(LockScope.tree(), Duration.ZERO)) {
                System.out.println(">got it");
            } catch (LockTimeoutException e) {
                System.out.println(">kept out");
            }
        }
        store.close();
    }

    private static void staged(Store store) throws Exception {
        Staging staging = Roots.stage(store, "long/upload", "bytes");
        System.out.println("staged");
        Thread.sleep(Long.MAX_VALUE);
        staging.close();
    }

    /** What a user without permission is told. */
    private static void refused(Store store) {
        FileBackend backend = StoreBackend.over(store);
        attempt("write", () -> backend.write("new", Content.of("x")));
        attempt("read", () -> backend.read("private"));
        attempt("list", () -> backend.list("closed"));
        attempt("info", () -> backend.info("private"));
        System.out.println(backend.readText("public"));
    }

    /** What a JVM that cannot express all names makes of them. */
    private static void accents(Store store) {
        FileBackend backend = StoreBackend.over(store);
        attempt("read", () -> backend.read("caf\u00e9"));
        attempt("write", () -> backend.write("caf\u00e9", Content.of("x")));
        System.out.println("glob: " + backend.glob("**"));
    }

    /** Several threads make the same new directories at once. */
    private static void parents(Store store) throws Exception {
        FileBackend backend = StoreBackend.over(store);
        CyclicBarrier start = new CyclicBarrier(PARENT_MAKERS);
        List<Thread> makers = new ArrayList<>();
        for (int i = 0; i < PARENT_MAKERS; i++) {
            String file = "/f" + i;
            makers.add(new Thread(() -> attempt("make", () -> {
                for (int round = 0; round < 40; round++) {
                    awaitQuietly(start);
                    backend.create("d" + round + "/e" + file, Content.of("x"));
                }
            })));
        }
        makers.forEach(Thread::start);
        for (Thread maker : makers) {
            maker.join();
        }
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("another thread has failed", e);
        }
    }

    private static void attempt(String what, Runnable attempt) {
        try {
            attempt.run();
            System.out.println(what + ": done");
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getMessage());
        }
    }
}
