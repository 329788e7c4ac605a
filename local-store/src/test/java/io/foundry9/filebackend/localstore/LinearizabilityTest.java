package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.localstore.History.Event;
import io.foundry9.filebackend.localstore.History.Kind;
import io.foundry9.filebackend.localstore.History.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker of histories against some that are known to be right or wrong. */
class LinearizabilityTest {

    private static final SequentialFiles BEFORE = SequentialFiles.NONE.with("a", "old", "v0");

    private static Event event(long called, long returned, Step... steps) {
        return new Event("somebody", steps.length > 1, List.of(steps), called, returned);
    }

    private static Step read(String path, String value) {
        return new Step(Kind.READ, path, "", value);
    }

    private static Step write(String path, String value, String version) {
        return new Step(Kind.WRITE, path, value, version);
    }

    private static Step update(String expected, String value, String answer) {
        return new Step(Kind.UPDATE, "a", expected + " " + value, answer);
    }

    private static void assertRight(Event... events) {
        assertThat(Linearizability.violation(BEFORE, new History(List.of(events)))).isEmpty();
    }

    private static void assertWrong(Event... events) {
        assertThat(Linearizability.violation(BEFORE, new History(List.of(events)))).isPresent();
    }

    @Test
    void whoReadsWhileAnotherWritesSeesTheOldOrTheNew() {
        assertRight(event(0, 10, write("a", "new", "v1")), event(1, 2, read("a", "old")),
                event(3, 4, read("a", "new")));
        assertRight(event(0, 10, write("a", "new", "v1")), event(1, 2, read("a", "new")));
        assertWrong(event(0, 10, write("a", "new", "v1")), event(1, 2, read("a", "new")),
                event(3, 4, read("a", "old")));
    }

    @Test
    void whatWasWrittenIsSeenAfterwards() {
        assertWrong(event(0, 1, write("a", "new", "v1")), event(2, 3, read("a", "old")));
        assertWrong(event(0, 1, read("a", "new")), event(2, 3, write("a", "new", "v1")));
        assertWrong(event(0, 1, read("a", "never written")));
    }

    @Test
    void ofTwoWhoCreateOneSucceeds() {
        Step one = new Step(Kind.CREATE, "b", "one", "v1");
        assertRight(event(0, 5, one), event(1, 6, new Step(Kind.CREATE, "b", "two", SequentialFiles.EXISTS)));
        assertWrong(event(0, 5, one), event(1, 6, new Step(Kind.CREATE, "b", "two", "v2")));
        assertWrong(event(0, 5, new Step(Kind.CREATE, "b", "two", SequentialFiles.EXISTS)));
    }

    @Test
    void ofTwoWhoUpdateOneVersionOneSucceeds() {
        assertRight(event(0, 5, update("v0", "one", "v1")), event(1, 6, update("v0", "two", "mismatch v1")));
        assertWrong(event(0, 5, update("v0", "one", "v1")), event(1, 6, update("v0", "two", "v2")));
        assertWrong(event(0, 5, update("v0", "one", "v1")), event(1, 6, update("v0", "two", "mismatch v3")));
    }

    @Test
    void whatMovesIsAtOnePlaceAtATime() {
        Event move = event(0, 10, new Step(Kind.MOVE, "a", "b", "v1"));
        assertRight(move, event(1, 2, read("b", SequentialFiles.MISSING)), event(3, 4, read("b", "old")),
                event(5, 6, read("a", SequentialFiles.MISSING)));
        assertWrong(move, event(1, 2, read("b", "old")), event(3, 4, read("a", "old")));
        assertWrong(move, event(1, 2, read("a", SequentialFiles.MISSING)),
                event(3, 4, read("b", SequentialFiles.MISSING)));
    }

    @Test
    void aSessionSeesAllOfAnotherOrNothing() {
        Event writer = event(0, 10, write("a", "new", "v1"), write("b", "new", "v2"));
        assertRight(writer, event(1, 9, read("a", "new"), read("b", "new")));
        assertRight(writer, event(1, 9, read("a", "old"), read("b", SequentialFiles.MISSING)));
        assertWrong(writer, event(1, 9, read("a", "old"), read("b", "new")));
    }

    @Test
    void aHistoryIsReadAsItWasWritten() {
        History history = new History(List.of(event(-5, 10, read("a b", ""), update("v0", "x", "v1")),
                event(3, 4, read("a", "x"))));
        assertThat(History.decode(history.encode())).isEqualTo(history);
        assertThat(History.decode("").events()).isEmpty();
    }
}
