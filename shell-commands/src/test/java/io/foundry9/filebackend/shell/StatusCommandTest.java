package io.foundry9.filebackend.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {

    private final Bench bench = new Bench();
    private final FakeSync sync = new FakeSync();

    StatusCommandTest() {
        bench.add("docs", new Faced(sync));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void somethingIsLeft() {
        sync.ahead = 1;
        sync.behind = 2;
        sync.lastContact = Optional.of(Instant.parse("2026-01-02T03:04:05.678Z"));
        sync.lastFailure = Optional.of(new BackendUnavailableException("", "cannot be\nreached"));
        sync.changes.addAll(List.of(PathChange.of(Kind.ADDED, "a"), PathChange.renamed("old", "new")));
        sync.notes.add("Big files\tare kept elsewhere.");
        sync.with("b.txt");
        sync.with(new Conflict("id:abcdef012345", "\"caf\\351\"", Conflict.Kind.DELETED_HERE, FakeSync.file(1),
                Optional.empty(), FakeSync.file(2), true));
    }

    @Test
    void whatIsInStepIsSaidToBe() {
        assertThat(bench.run("status", "docs").out()).isEqualTo("""
                state: in step
                remote: git+ssh://host/docs
                branch: main
                commit: 0123456789
                ahead: 0
                behind: 0
                """);
        sync.commit = Optional.empty();
        sync.lastFailure = Optional.of(new BackendUnavailableException("", "is away"));
        assertThat(bench.using("docs").run("status").out()).startsWith("state: in step, as far as is known\n")
                .contains("\ncommit: none yet\n").endsWith("\nlast failure: is away\n");
    }

    @Test
    void whatIsLeftIsToldFirstAndThenPathByPath() {
        somethingIsLeft();
        assertThat(bench.run("status", "docs").out()).isEqualTo("""
                state: 2 conflicts to resolve, 2 changes not committed, 1 commit to push, 2 commits to pull
                remote: git+ssh://host/docs
                branch: main
                commit: 0123456789
                ahead: 1
                behind: 2
                last contact: 2026-01-02T03:04:05Z
                last failure: cannot be\\u000Areached
                note: Big files\\u0009are kept elsewhere.
                A a
                R old -> new
                C b.txt (changed on both sides)
                C id:abcdef012345 "caf\\351" (deleted here, changed there)
                """);
        assertThat(bench.onTerminal().run("status", "docs").out()).startsWith("state:        2 conflicts")
                .contains("\nremote:       git").contains("\nA a\n");
    }

    @Test
    void programsMayHaveJson() {
        assertThat(bench.run("status", "--json", "docs").out()).isEqualTo("{\"vault\":\"docs\",\"inStep\":true,"
                + "\"remote\":\"git+ssh://host/docs\",\"branch\":\"main\",\"commit\":\"" + FakeSync.COMMIT
                + "\",\"ahead\":0,\"behind\":0,\"changes\":[],\"conflicts\":[],\"notes\":[]}\n");
        somethingIsLeft();
        assertThat(bench.run("status", "--json", "docs").out()).contains("\"inStep\":false,",
                "\"changes\":[{\"kind\":\"added\",\"path\":\"a\"},"
                        + "{\"kind\":\"renamed\",\"path\":\"new\",\"from\":\"old\"}],",
                "\"conflicts\":[{\"id\":\"b.txt\",\"path\":\"b.txt\",\"kind\":\"both-modified\",\"binary\":false,",
                "\"lastContact\":\"2026-01-02T03:04:05.678Z\",\"lastFailure\":\"cannot be\\u000areached\",",
                "\"notes\":[\"Big files\\u0009are kept elsewhere.\"]}\n").hasLineCount(1);
    }
}
