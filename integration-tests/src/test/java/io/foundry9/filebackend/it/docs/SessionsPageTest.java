package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/sessions.md}, run as it stands there. */
class SessionsPageTest {

    @TempDir Path root;

    private final List<String> logged = new ArrayList<>();
    private FileBackend files;

    @BeforeEach
    void open() {
        files = SchemeRegistry.discover().open("file://" + root);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/sessions.md").areIn(SessionsPageTest.class);
    }

    private void log(String line) {
        logged.add(line);
    }

    @Test
    void severalChangesAreOne() {
        files.create("draft.txt", Content.of("text"));
        files.create("index.txt", Content.of("2025.txt\n"));
        try (Session session = files.openSession(Duration.ofSeconds(10))) {
            session.move("draft.txt", "published/2026.txt");
            session.write("index.txt", Content.of(session.readText("index.txt") + "2026.txt\n"));
            session.commit();
        }
        assertThat(files.readText("index.txt")).isEqualTo("2025.txt\n2026.txt\n");
        assertThat(files.readText("published/2026.txt")).isEqualTo("text");
    }

    @Test
    void workInOnePiece() {
        files.create("counter", Content.of("41"));
        int next = files.inSession(Duration.ofSeconds(10), session -> {
            int number = Integer.parseInt(session.readText("counter")) + 1;
            session.update("counter", Content.of(Integer.toString(number)));
            return number;
        });
        assertThat(next).isEqualTo(42);
        assertThat(files.readText("counter")).isEqualTo("42");
    }

    @Test
    void whoTriesOnceIsToldThatItIsBusy() throws Exception {
        try (Session held = files.openSession(null)) {
            FutureTask<Void> other = new FutureTask<>(() -> {
                tryOnce();
                return null;
            });
            Thread thread = new Thread(other);
            thread.start();
            thread.join();
            other.get();
        }
        assertThat(logged).containsExactly("busy; try again later");
    }

    private void tryOnce() {
        try (Session session = files.openSession(Duration.ZERO)) {
            session.commit();
        } catch (LockTimeoutException e) {
            log("busy; " + (e.retryable() ? "try again later" : "give up"));
        }
    }

    static void rename(FileBackend files, String from, String to) {
        files.inSession(null, session -> {
            session.move(from, to);
            return session.append("renamed.log", Content.of(from + " -> " + to + "\n"));
        });
    }

    @Test
    void sessionsInsideSessionsJoin() {
        files.create("a.txt", Content.of("a"));
        files.create("renamed.log", Content.empty());
        files.inSession(null, session -> {
            rename(files, "a.txt", "b.txt");
            rename(files, "b.txt", "c.txt");
            return null;
        });
        assertThat(files.readText("renamed.log")).isEqualTo("a.txt -> b.txt\nb.txt -> c.txt\n");
        assertThat(files.glob("*.txt")).containsExactly("c.txt");
    }

    @Test
    void aCommitTellsWhatBecameOfIt() {
        try (Session session = files.openSession(null)) {
            session.create("a.txt", Content.of("a"));
            tell(session);
        }
        assertThat(logged).containsExactly("changed: 1");
    }

    private void tell(Session session) {
        CommitResult result = session.commit();
        switch (result.state()) {
            case PUBLISHED -> log("changed: " + result.changed().size());
            case PENDING -> log("safe here, but not published: " + result.pending().orElseThrow().getMessage());
            case JOINED -> log("it counts when the session around it is committed");
        }
    }
}
