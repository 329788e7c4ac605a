package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Threads that are interrupted at any moment: what they did is done or not, and nobody else notices. */
class InterruptTest {

    private static final int ROUNDS = Roots.LONG ? 3000 : 60;
    private static final int SESSIONS = Roots.LONG ? 500 : 10;
    private static final int ASK_EVERY = 20;
    private static final int LINES = 30_000;

    @TempDir Path root;

    private FileBackend backend;
    private ChildJvm child;

    @BeforeEach
    void open() throws IOException {
        backend = Roots.backend(root);
        child = ChildJvm.start(WriterJvm.class, "try-when-asked", root);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(stagedFiles()).as("staged, and forgotten").isEmpty();
        assertThat(root.resolve(".f9/journal")).doesNotExist();
        assertThat(child.ask("try")).isEqualTo("got it");
        backend.close();
        child.dismiss();
        child.close();
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    private List<Path> stagedFiles() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(".f9/staging"), 3)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String text(String generation) {
        return (generation + "\n").repeat(LINES);
    }

    @Test
    void aWriteIsDoneOrNotAndDropsNoLockOfOthers(TestReporter reporter) throws Exception {
        Interrupted interrupted = Interrupted.now();
        backend.write("file", Content.of(text("0")));
        try (Store other = Roots.store(root);
                StoreLock held = other.lock(LockScope.entry(StorePath.parse("held")), null)) {
            String now = text("0");
            for (int round = 1; round <= ROUNDS; round++) {
                String fresh = text("" + round);
                WriteOption[] options = round % 2 == 0 ? new WriteOption[] {WriteOption.durable()} : new WriteOption[0];
                if (interrupted.attempt(() -> backend.update("file", Content.of(fresh), options))) {
                    now = fresh;
                }
                assertThat(root.resolve("file")).hasContent(now);
                String target = "copies/" + round;
                boolean copied = interrupted.attempt(() -> backend.copy("file", target, options));
                assertThat(Files.exists(root.resolve(target))).isEqualTo(copied);
                if (copied) {
                    assertThat(root.resolve(target)).hasContent(now);
                    boolean deleted = interrupted.attempt(() -> backend.delete(target));
                    assertThat(Files.exists(root.resolve(target))).isEqualTo(!deleted);
                }
                if (round % ASK_EVERY == 0) {
                    assertThat(child.ask("try")).isEqualTo("kept out");
                }
            }
        }
        reporter.publishEntry("writes", interrupted.toString());
    }

    /** Two threads: so they are interrupted while they wait for each other too. */
    @Test
    void aSessionIsDoneOrNotAndGoesOnAfterAnInterrupt(TestReporter reporter) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<String>> victims = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String name = "v" + i;
            victims.add(threads.submit(() -> sessions(name)));
        }
        for (Future<String> victim : victims) {
            reporter.publishEntry("steps of sessions", victim.get(300, TimeUnit.SECONDS));
        }
        threads.shutdown();
    }

    private String sessions(String name) throws Exception {
        Interrupted interrupted = Interrupted.now();
        String now = text("0");
        for (String file : List.of("/a", "/b")) {
            backend.write(name + file, Content.of(now));
        }
        for (int round = 1; round <= SESSIONS; round++) {
            String fresh = text("" + round);
            WriteOption[] options = round % 2 == 0 ? new WriteOption[] {WriteOption.durable()} : new WriteOption[0];
            if (session(interrupted, name, fresh, options)) {
                now = fresh;
            }
            assertThat(root.resolve(name + "/a")).hasContent(now);
            assertThat(root.resolve(name + "/b")).hasContent(now);
        }
        return interrupted.toString();
    }

    private boolean session(Interrupted interrupted, String name, String fresh, WriteOption... options)
            throws Exception {
        AtomicReference<Session> opened = new AtomicReference<>();
        while (!interrupted.attempt(() -> opened.set(backend.openSession(null)))) {
            assertThat(opened.get()).isNull();
        }
        try (Session session = opened.get()) {
            for (String file : List.of("/a", "/b")) {
                while (!interrupted.attempt(() -> session.write(name + file, Content.of(fresh), options))) {
                    assertThat(session.isOpen()).isTrue();
                    synchronized (child) {
                        assertThat(child.ask("try")).isEqualTo("kept out");
                    }
                }
                assertThat(session.readText(name + file)).isEqualTo(fresh);
            }
            return interrupted.attempt(session::commit);
        }
    }

    /** The first one to come makes the hidden folder and the lock file. */
    @Test
    void theFirstWriteInARootIsDoneOrNotAndLeavesNothing(TestReporter reporter) throws Exception {
        backend.write("other", Content.of("x"));
        Interrupted interrupted = Interrupted.now();
        for (int round = 0; round < ROUNDS; round++) {
            Path fresh = Files.createDirectory(root.resolve("root-" + round));
            try (FileBackend first = Roots.backend(fresh)) {
                boolean written = interrupted.attempt(() -> first.write("file", Content.of("x")));
                assertThat(Files.exists(fresh.resolve("file"))).isEqualTo(written);
                first.inSession(Duration.ZERO, session -> session.write("file", Content.of("after")));
            }
            assertThat(fresh.resolve("file")).hasContent("after");
            assertThat(Roots.leftovers(fresh)).isEmpty();
        }
        reporter.publishEntry("first writes", interrupted.toString());
    }

    @Test
    void whoWaitsIsToldAndTheHolderKeepsItsSession(TestReporter reporter) throws Exception {
        Interrupted interrupted = Interrupted.soon();
        ExecutorService victim = Executors.newSingleThreadExecutor();
        try (Session session = backend.openSession(null)) {
            session.write("file", Content.of("of the holder"));
            victim.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    assertThat(interrupted.attempt(() -> backend.openSession(null).close())).isFalse();
                    assertThat(interrupted.attempt(() -> backend.write("file", Content.of("x")))).isFalse();
                    if (round % ASK_EVERY == 0) {
                        assertThat(child.ask("try")).isEqualTo("kept out");
                    }
                }
                return null;
            }).get(300, TimeUnit.SECONDS);
            session.commit();
        }
        victim.shutdown();
        assertThat(backend.readText("file")).isEqualTo("of the holder");
        reporter.publishEntry("waits", interrupted.toString());
    }
}
