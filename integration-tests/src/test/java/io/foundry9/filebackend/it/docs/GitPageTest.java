package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.ext.SyncStatus;
import io.foundry9.filebackend.ext.Versioned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/git.md}, run as it stands there. */
class GitPageTest {

    @TempDir Path top;

    private final List<String> logged = new ArrayList<>();
    private FileBackend docs;
    private FileBackend elsewhere;

    @BeforeEach
    void open() throws GitAPIException {
        Git.init().setBare(true).setInitialBranch("main").setDirectory(top.resolve("docs.git").toFile()).call()
                .close();
        docs = vault("docs");
        elsewhere = vault("elsewhere");
    }

    private FileBackend vault(String name) {
        return SchemeRegistry.discover()
                .open("git+file://" + top.resolve("docs.git") + "@main?path=" + top.resolve(name));
    }

    @AfterEach
    void close() {
        docs.close();
        elsewhere.close();
    }

    private void log(String line) {
        logged.add(line);
    }

    @Test
    void everySampleOfThePageIsHere() throws IOException {
        SamplesOnPage.of("docs/git.md").areIn(GitPageTest.class);
    }

    @Test
    void aSessionIsOneCommit() {
        docs.create("prices/2024.csv", Content.of("apples;1\n"));
        CommitResult result;
        try (Session session = docs.openSession(Duration.ofSeconds(10))) {
            session.write("prices/2026.csv", Content.of("apples;3\n"));
            session.delete("prices/2024.csv");
            result = session.commit();
        }
        result.pending().ifPresent(why -> log("not published yet: " + why.problem()));
        assertThat(logged).isEmpty();
        assertThat(docs.glob("**")).containsExactly("prices/2026.csv");
    }

    @Test
    void syncingByHand() {
        docs.create("a", Content.of("a"));
        SyncFileBackend sync = docs.as(SyncFileBackend.class).orElseThrow();
        SyncResult done = sync.sync();
        log(done.received() + " commits received, " + done.sent() + " sent");
        SyncStatus status = sync.status();
        log(status.ahead() + " ahead, " + status.behind() + " behind, " + status.changes().size() + " not committed");
        assertThat(logged).containsExactly("0 commits received, 1 sent", "0 ahead, 0 behind, 0 not committed");
    }

    @Test
    void conflictsAreResolved() throws IOException {
        docs.create("a.txt", Content.of("base\n"));
        docs.create("a.bin", Content.of(new byte[] {0}));
        SyncFileBackend sync = docs.as(SyncFileBackend.class).orElseThrow();
        sync.push();
        SyncFileBackend other = elsewhere.as(SyncFileBackend.class).orElseThrow();
        other.pull();
        elsewhere.update("a.txt", Content.of("there\n"));
        elsewhere.update("a.bin", Content.of(new byte[] {0, 1}));
        other.push();
        docs.update("a.txt", Content.of("here\n"));
        docs.update("a.bin", Content.of(new byte[] {0, 2}));
        try {
            sync.sync();
        } catch (ConflictException e) {
            for (Conflict conflict : sync.conflicts()) {
                log(conflict.id() + ": " + conflict.kind().text());
                if (conflict.isBinary()) {
                    sync.acceptRemote(conflict.id());
                } else {
                    try (InputStream there = sync.openConflict(conflict.id(), Conflict.Side.REMOTE)) {
                        String text = new String(there.readAllBytes(), StandardCharsets.UTF_8);
                        sync.resolve(conflict.id(), Content.of(docs.readText(conflict.id()) + text));
                    }
                }
            }
            sync.push();
        }
        assertThat(logged).containsExactly("a.bin: changed on both sides", "a.txt: changed on both sides");
        other.pull();
        assertThat(elsewhere.readText("a.txt")).isEqualTo("here\nthere\n");
        assertThat(elsewhere.read("a.bin")).containsExactly(0, 1);
    }

    @Test
    void theHistoryIsReadAndRestored() {
        docs.create("report.txt", Content.of("first edition"));
        docs.as(SyncFileBackend.class).orElseThrow().push("The report");
        Versioned versions = docs.as(Versioned.class).orElseThrow();
        for (Revision revision : versions.history("report.txt")) {
            log(revision.version().substring(0, 10) + " " + revision.summary());
        }
        Snapshot sent = versions.snapshot("sent-to-press", "as the printer has it");
        docs.update("report.txt", Content.of("second edition"));
        String first = new String(versions.readAt("report.txt", sent.name()), StandardCharsets.UTF_8);
        List<PathChange> changes = versions.diff(sent.name(), "");
        versions.restore("report.txt", sent.name());
        assertThat(logged).hasSize(1).allMatch(line -> line.endsWith(" The report"));
        assertThat(first).isEqualTo("first edition");
        assertThat(changes).containsExactly(PathChange.of(PathChange.Kind.MODIFIED, "report.txt"));
        assertThat(docs.readText("report.txt")).isEqualTo("first edition");
    }
}
