package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.WriteOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CONTRACT section 5, what only shows when several things are done in one session. */
abstract class SessionChangesContract extends ContractSection {

    private static final Duration ONCE = Duration.ZERO;

    @Test
    void filesAndDirectoriesChangePlaces() throws Exception {
        createAll("a", "b", "d/x", "e/y");
        backend.inSession(ONCE, session -> {
            session.move("a", "t");
            session.move("b", "a");
            session.move("t", "b");
            session.move("d", "t");
            session.move("e", "d");
            return session.move("t", "e");
        });
        assertThat(text("a")).isEqualTo("content of b");
        assertThat(text("b")).isEqualTo("content of a");
        assertThat(walk("")).containsExactly("a", "b", "d", "d/y", "e", "e/x");
    }

    @Test
    void aMovedDirectoryIsChangedAndItsOldPlaceUsedAgain() throws Exception {
        createAll("d/kept", "d/gone", "d/changed", "d/sub/deep", "d/out");
        backend.inSession(ONCE, session -> {
            session.move("d", "e");
            session.delete("e/gone");
            session.update("e/changed", Content.of("changed"));
            session.create("e/sub/new", Content.of("new"));
            session.move("e/out", "d");
            return session.move("e/sub", "sub");
        });
        assertThat(walk("")).containsExactly("d", "e", "e/changed", "e/kept", "sub", "sub/deep", "sub/new");
        assertThat(text("d")).isEqualTo("content of d/out");
        assertThat(text("e/changed")).isEqualTo("changed");
        assertThat(text("e/kept")).isEqualTo("content of d/kept");
    }

    @Test
    void aDirectoryGivesWayToAFileAndAFileToADirectory() {
        createAll("d/x", "f");
        backend.inSession(ONCE, session -> {
            session.delete("d", DeleteOption.RECURSIVE);
            session.create("d", Content.of("a file"));
            session.delete("f");
            return session.create("f/inside", Content.of("x"));
        });
        assertThat(walk("")).containsExactly("d", "f", "f/inside");
        assertThat(text("d")).isEqualTo("a file");
    }

    @Test
    void whatIsDeletedAndMadeAgainIsNew() {
        requires(Feature.CREATED_TIME);
        create("a", "old");
        Instant born = backend.info("a").created().orElseThrow();
        backend.inSession(ONCE, session -> {
            session.delete("a");
            return session.create("a", Content.of("new"));
        });
        assertThat(backend.info("a").created().orElseThrow()).isAfterOrEqualTo(born);
        assertThat(text("a")).isEqualTo("new");
    }

    @Test
    void manyAdditionsMakeOneFile() {
        create("log", "0");
        StringBuilder expected = new StringBuilder("0");
        backend.inSession(ONCE, session -> {
            for (int i = 1; i <= 100; i++) {
                session.append("log", Content.of(" " + i));
                expected.append(' ').append(i);
            }
            assertThat(session.readText("log")).isEqualTo(expected.toString());
            return null;
        });
        assertThat(text("log")).isEqualTo(expected.toString());
    }

    @Test
    void aConditionCountsInsideToo() {
        requires(Feature.CONDITIONAL_WRITES);
        create("a", "old");
        String version = backend.info("a").version().orElseThrow();
        backend.inSession(ONCE, session -> {
            FileInfo changed = session.update("a", Content.of("new"), WriteOption.ifVersion(version));
            assertFails(VersionMismatchException.class,
                    () -> session.update("a", Content.of("x"), WriteOption.ifVersion(version)));
            return session.update("a", Content.of("newer"),
                    WriteOption.ifVersion(changed.version().orElseThrow()));
        });
        assertThat(text("a")).isEqualTo("newer");
    }

    @Test
    void linksAreFollowedThroughWhatTheSessionHasChanged() throws Exception {
        createAll("dir/x");
        link("link", "dir/x");
        backend.inSession(ONCE, session -> {
            session.update("link", Content.of("through the link"));
            session.move("dir", "moved");
            session.create("dir/x", Content.of("another"));
            assertThat(session.readText("link")).isEqualTo("another");
            return null;
        });
        assertThat(text("link")).isEqualTo("another");
        assertThat(text("moved/x")).isEqualTo("through the link");
    }

    @Test
    void manyFilesAreAllThere() {
        List<String> paths = new ArrayList<>();
        backend.inSession(ONCE, session -> {
            for (int i = 0; i < 200; i++) {
                paths.add(session.create("d" + i % 7 + "/f" + i, Content.of("" + i)).path());
            }
            return null;
        });
        assertThat(backend.glob("**")).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    void whatIsMissingWhereSomethingWasMovedToIsToldByItsNewPath() {
        createAll("d/x");
        backend.inSession(ONCE, session -> {
            session.move("d", "e");
            assertThat(assertNotFound(() -> session.readText("e/missing")).path()).isEqualTo("e/missing");
            assertThat(assertNotFound(() -> session.list("e/missing")).path()).isEqualTo("e/missing");
            assertThat(assertRefused(Reason.IS_DIRECTORY, () -> session.readText("e")).path()).isEqualTo("e");
            assertThat(assertRefused(Reason.NOT_DIRECTORY, () -> session.list("e/x")).path()).isEqualTo("e/x");
            return null;
        });
    }

    @Test
    void whatIsDeletedStaysSoWhereItsDirectoryMovesAndItsPathIsUsedAgain() {
        createAll("c/b", "c/kept");
        backend.inSession(ONCE, session -> {
            session.delete("c/b");
            session.move("c", "d");
            return session.create("c/b", Content.of("new"));
        });
        assertThat(walk("")).containsExactly("c", "c/b", "d", "d/kept");
        assertThat(text("c/b")).isEqualTo("new");
    }

    @Test
    void aLinkThatLeadsNowhereGoodGivesWayToADirectory() throws Exception {
        requires(Feature.NATIVE_MOVE);
        link("out", "../out");
        link("loop", "loop");
        backend.inSession(ONCE, session -> {
            session.delete("out");
            session.create("out/x", Content.of("x"));
            session.move("loop", "moved");
            return session.create("loop/y", Content.of("y"));
        });
        assertThat(walk("")).containsExactly("loop", "loop/y", "moved", "out", "out/x");
    }

    @Test
    void aLinkThatComesBackToItselfIsALoopInsideToo() throws Exception {
        link("link", "missing/../link");
        backend.inSession(ONCE, session -> {
            session.create("file", Content.of("x"));
            assertRefused(Reason.LINK_LOOP, () -> session.readText("link"));
            return null;
        });
    }

    @Test
    void whatIsWrittenAfterAMoveIsStillTheFileThatWasMoved() {
        requires(Feature.NATIVE_MOVE);
        requires(Feature.CREATED_TIME);
        createAll("a", "c", "gone");
        Instant born = backend.info("a").created().orElseThrow();
        Instant bornC = backend.info("c").created().orElseThrow();
        backend.inSession(ONCE, session -> {
            session.move("a", "b");
            session.update("b", Content.of("new b"));
            session.update("c", Content.of("new c"));
            session.move("c", "d");
            session.create("c", Content.of("another"));
            session.delete("gone");
            session.move("d", "gone");
            return session.append("gone", Content.of("!"));
        });
        assertThat(list("")).containsExactly("b", "c", "gone");
        assertThat(text("b")).isEqualTo("new b");
        assertThat(text("c")).isEqualTo("another");
        assertThat(text("gone")).isEqualTo("new c!");
        assertThat(backend.info("b").created()).contains(born);
        assertThat(backend.info("gone").created()).contains(bornC);
    }
}
