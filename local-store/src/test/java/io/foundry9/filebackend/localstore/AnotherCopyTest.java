package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.localstore.CopiedClient.Copy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two copies of this library in one JVM, as in two frameworks, on one root: each is to the other like another process. */
class AnotherCopyTest {

    private static final String KEPT_OUT = LockTimeoutException.class.getSimpleName();
    private static final int TIMES = Roots.LONG ? 1000 : 50;

    @TempDir Path root;

    private FileBackend ours;
    private Copy copy;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(root.resolve("file"), "old");
        ours = Roots.backend(root);
        copy = new Copy(root);
        assertThat(copy.isOfItsOwn()).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        copy.close();
        ours.close();
        assertThat(Roots.leftovers(root)).isEmpty();
    }

    /** Also on the thread that holds the session: it is inside for our copy only. */
    @Test
    void aSessionKeepsTheOtherCopyOut() {
        try (Session session = ours.openSession(Duration.ZERO)) {
            session.write("file", Content.of("new"));
            assertThat(copy.tell("try")).isEqualTo(KEPT_OUT);
            assertThat(copy.tell("write other x")).isEqualTo(KEPT_OUT);
            assertThat(copy.tell("read file")).isEqualTo("old");
            session.commit();
        }
        assertThat(copy.tell("read file")).isEqualTo("new");
        assertThat(copy.tell("try")).isEqualTo("done");
        assertThat(copy.tell("write other x")).isEqualTo("done");
    }

    @Test
    void aSessionOfTheOtherCopyKeepsUsOut() {
        assertThat(copy.tell("hold file theirs")).isEqualTo("done");
        assertThatThrownBy(() -> ours.openSession(Duration.ZERO)).isInstanceOf(LockTimeoutException.class);
        assertThat(ours.readText("file")).isEqualTo("old");
        assertThat(copy.tell("commit")).isEqualTo("done");
        ours.openSession(Duration.ZERO).close();
        assertThat(ours.readText("file")).isEqualTo("theirs");
    }

    @Test
    void whoWaitsInTheOtherCopyGetsInWhenTheSessionEnds() throws Exception {
        FutureTask<String> waiting = new FutureTask<>(() -> copy.tell("append file +theirs"));
        try (Session session = ours.openSession(Duration.ZERO)) {
            session.write("file", Content.of("ours"));
            Thread thread = new Thread(waiting);
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(waiting.isDone()).isFalse();
                Thread.yield();
            }
            session.commit();
        }
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(ours.readText("file")).isEqualTo("ours+theirs");
    }

    @Test
    void noIncrementOfTwoCopiesIsLost() throws Exception {
        ours.write("counter", Content.of("0"));
        FutureTask<String> theirs = new FutureTask<>(() -> copy.tell("count counter " + TIMES));
        new Thread(theirs).start();
        CopiedClient.count(ours, "counter", TIMES);
        assertThat(theirs.get(60, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(ours.readText("counter")).isEqualTo("" + 2 * TIMES);
    }

    @Test
    void theCopyThatIsClosedDropsNoLockOfOurs() throws Exception {
        assertThat(copy.tell("write other x")).isEqualTo("done");
        try (Session session = ours.openSession(Duration.ZERO)) {
            copy.close();
            assertAnotherProcessIsTold(KEPT_OUT);
            session.write("file", Content.of("new"));
            session.commit();
        }
        assertAnotherProcessIsTold("got it");
        assertThat(ours.readText("file")).isEqualTo("new");
    }

    @Test
    void ourCopyDropsNoLockOfTheOthersWhenItIsClosed() throws Exception {
        ours.write("other", Content.of("x"));
        assertThat(copy.tell("hold file theirs")).isEqualTo("done");
        ours.close();
        assertAnotherProcessIsTold(KEPT_OUT);
        assertThat(copy.tell("commit")).isEqualTo("done");
        assertAnotherProcessIsTold("got it");
        assertThat(root.resolve("file")).hasContent("theirs");
    }

    private void assertAnotherProcessIsTold(String answer) throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "try", root)) {
            assertThat(child.finish()).contains(answer);
        }
    }
}
