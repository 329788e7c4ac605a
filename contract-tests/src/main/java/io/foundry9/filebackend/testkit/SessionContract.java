package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CONTRACT section 5. */
abstract class SessionContract extends ContractSection {

    private static final Duration ONCE = Duration.ZERO;
    private static final WriteOption TRY_ONCE = WriteOption.lockTimeout(ONCE);

    @BeforeEach
    void hasSessionsOfItsOwn() {
        assumeFalse(contract().isInsideSession(), "what is opened in a session joins it");
    }

    /** What somebody sees or does who is not inside. */
    private static <T> T outside(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "outsider");
        thread.start();
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.join();
        }
    }

    private Map<String, String> seenOutside() throws Exception {
        return outside(this::snapshot);
    }

    // All or nothing

    @Test
    void whatIsCommittedStays() {
        create("old", "old");
        try (Session session = backend.openSession(ONCE)) {
            session.create("new", Content.of("new"));
            session.delete("old");
            session.commit();
        }
        assertThat(list("")).containsExactly("new");
        assertThat(text("new")).isEqualTo("new");
    }

    @Test
    void whatIsLeftWithoutCommitNeverWas() throws Exception {
        createAll("a", "dir/b");
        Map<String, String> before = snapshot();
        try (Session session = backend.openSession(ONCE)) {
            changeEverything(session);
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void anExceptionRollsBack() throws Exception {
        createAll("a", "dir/b");
        Map<String, String> before = snapshot();
        assertThatThrownBy(() -> backend.inSession(ONCE, session -> {
            changeEverything(session);
            throw new IOException("no");
        })).isInstanceOf(IOException.class).hasMessage("no");
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void theResultOfTheWorkIsHandedOn() {
        assertThat(backend.<String, RuntimeException>inSession(ONCE, session -> {
            session.create("a", Content.of("a"));
            return session.readText("a");
        })).isEqualTo("a");
        assertThat(text("a")).isEqualTo("a");
    }

    @Test
    void workMayEndItsSessionItself() {
        backend.inSession(ONCE, session -> {
            session.create("a", Content.of("a"));
            session.rollback();
            return null;
        });
        assertThat(list("")).isEmpty();
        backend.inSession(ONCE, session -> {
            session.create("a", Content.of("a"));
            return session.commit();
        });
        assertThat(list("")).containsExactly("a");
    }

    private static void changeEverything(FileBackend session) throws IOException {
        session.create("new/deep/file", Content.of("new"));
        session.update("a", Content.of("changed"));
        session.append("dir/b", Content.of("added"));
        session.move("dir", "moved");
        session.delete("moved/b");
        session.copy("a", "copy");
        session.createDirectory("empty");
    }

    // Seen inside, not outside

    @Test
    void itsChangesAreSeenInsideAndNotOutside() throws Exception {
        createAll("a", "dir/b");
        Map<String, String> before = snapshot();
        try (Session session = backend.openSession(ONCE)) {
            changeEverything(session);
            assertThat(list("")).containsExactly("a", "copy", "empty", "moved", "new");
            assertThat(walk("new")).containsExactly("new/deep", "new/deep/file");
            assertThat(backend.glob("**/file")).containsExactly("new/deep/file");
            assertThat(text("a")).isEqualTo("changed");
            assertThat(backend.checksum("a", ChecksumAlgorithm.MD5))
                    .isEqualTo(session.checksum("copy", ChecksumAlgorithm.MD5));
            assertThat(seenOutside()).isEqualTo(before);
            session.commit();
        }
        Map<String, String> after = snapshot();
        assertThat(after.keySet()).containsExactly("a", "copy", "empty", "moved", "new", "new/deep", "new/deep/file");
        assertThat(seenOutside()).isEqualTo(after);
    }

    @Test
    void theSessionObjectBelongsToItOnAnyThread() throws Exception {
        try (Session session = backend.openSession(ONCE)) {
            outside(() -> session.create("a", Content.of("a")));
            assertThat(text("a")).isEqualTo("a");
            assertThat(outside(() -> backend.exists("a"))).isFalse();
            assertThat(outside(() -> session.readText("a"))).isEqualTo("a");
            outside(session::commit);
        }
        assertThat(text("a")).isEqualTo("a");
    }

    @Test
    void anotherBackendOnTheSameRootIsInsideToo() throws Exception {
        FileBackend another = contract().openAnother();
        assumeTrue(another != null, "openAnother is not provided for this backend");
        try (another; Session session = backend.openSession(ONCE)) {
            another.create("a", Content.of("by the other"));
            assertThat(session.readText("a")).isEqualTo("by the other");
            assertThat(outside(() -> another.exists("a"))).isFalse();
            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> outside(() -> another.openSession(ONCE)));
            try (Session joined = another.openSession(ONCE)) {
                joined.append("a", Content.of("!"));
                joined.commit();
            }
            session.commit();
        }
        assertThat(text("a")).isEqualTo("by the other!");
    }

    @Test
    void aStreamThatIsOpenGoesOnWithWhatItWasOpenedOn() throws IOException {
        create("a", "old");
        try (Session session = backend.openSession(ONCE);
                InputStream before = session.openRead("a")) {
            session.update("a", Content.of("new"));
            try (InputStream after = session.openRead("a", 1)) {
                session.append("a", Content.of("er"));
                assertThat(before.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("old");
                assertThat(after.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("ew");
            }
            assertThat(session.readText("a")).isEqualTo("newer");
        }
    }

    @Test
    void aHandleBelongsToTheSessionInWhichItWasOpened() throws IOException {
        try (Session session = backend.openSession(ONCE)) {
            WriteHandle committed = backend.openWrite("committed");
            WriteHandle forgotten = session.openWrite("forgotten");
            committed.write(ByteBuffer.wrap(new byte[] {'x'}));
            forgotten.write(ByteBuffer.wrap(new byte[] {'x'}));
            committed.commit();
            session.commit();
            assertThatThrownBy(forgotten::commit).isInstanceOf(StorageException.class);
        }
        assertThat(list("")).containsExactly("committed");
    }

    // Others

    @Test
    void othersWaitWithTheirWritesAndNotWithTheirReads() throws Exception {
        createAll("a", "dir/b");
        try (Session session = backend.openSession(ONCE)) {
            session.update("a", Content.of("changed"));
            outside(() -> {
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> backend.create("c", Content.of("c"), TRY_ONCE));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> backend.createDirectory("d", TRY_ONCE));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> backend.delete("dir/b", (DeleteOption) TRY_ONCE));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> backend.move("a", "moved", TRY_ONCE));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> backend.openSession(ONCE));
                assertThat(text("a")).isEqualTo("content of a");
                assertThat(backend.checksumMany(List.of("a", "dir/b"), ChecksumAlgorithm.SHA256)).hasSize(2);
                return null;
            });
        }
        outside(() -> backend.create("c", Content.of("c"), TRY_ONCE));
    }

    @Test
    void whoWaitsGoesOnWhenTheSessionEnds() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        FutureTask<FileInfo> write = new FutureTask<>(() -> {
            asked.countDown();
            return backend.create("by-writer", Content.of("w"));
        });
        FutureTask<CommitResult> open = new FutureTask<>(() -> {
            asked.countDown();
            try (Session own = backend.openSession(null)) {
                own.create("by-session", Content.of(own.readText("a")));
                return own.commit();
            }
        });
        List<Thread> threads = List.of(new Thread(write), new Thread(open));
        try (Session session = backend.openSession(ONCE)) {
            threads.forEach(Thread::start);
            asked.await();
            session.create("a", Content.of("from the first"));
            assertThat(write.isDone() || open.isDone()).isFalse();
            session.commit();
        }
        assertThat(write.get(60, TimeUnit.SECONDS).path()).isEqualTo("by-writer");
        assertThat(open.get(60, TimeUnit.SECONDS).state()).isEqualTo(CommitResult.State.PUBLISHED);
        assertThat(text("by-session")).isEqualTo("from the first");
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingLeavesNothingBehind() throws Exception {
        FutureTask<Boolean> waiter = new FutureTask<>(() -> {
            assertThatThrownBy(() -> backend.openSession(null)).isInstanceOfSatisfying(StorageException.class,
                    failure -> assertThat(failure.kind()).isEqualTo(Kind.INTERRUPTED));
            return Thread.interrupted();
        });
        Thread thread = new Thread(waiter);
        try (Session session = backend.openSession(ONCE)) {
            thread.start();
            thread.interrupt();
            assertThat(waiter.get(60, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> outside(() -> backend.openSession(ONCE)));
            session.create("a", Content.of("a"));
            session.commit();
        }
        thread.join();
        outside(() -> backend.create("b", Content.of("b"), TRY_ONCE));
        assertThat(list("")).containsExactly("a", "b");
    }

    @Test
    void sessionsOfManyThreadsCountWithoutALoss() throws Exception {
        create("counter", "0");
        Race.run(4, i -> () -> {
            for (int n = 0; n < 10; n++) {
                backend.inSession(null, session -> session.write("counter",
                        Content.of("" + (Integer.parseInt(session.readText("counter")) + 1))));
            }
            return null;
        });
        assertThat(text("counter")).isEqualTo("40");
    }

    // One unit

    @Test
    void whatIsOpenedInsideJoinsAndCommitsWithTheLast() throws Exception {
        Session outer = backend.openSession(ONCE);
        outer.create("outer", Content.of("x"));
        Session inner = backend.openSession(ONCE);
        inner.create("inner", Content.of("x"));
        assertThat(inner.commit().state()).isEqualTo(CommitResult.State.JOINED);
        assertThat(seenOutside()).isEmpty();
        assertThat(outer.list("")).hasSize(2);
        assertThat(outer.commit().state()).isEqualTo(CommitResult.State.PUBLISHED);
        assertThat(seenOutside()).hasSize(2);
    }

    @Test
    void theyMayEndInAnyOrder() throws Exception {
        Session first = backend.openSession(ONCE);
        Session second = first.openSession(ONCE);
        Session third = second.openSession(ONCE);
        first.create("a", Content.of("a"));
        first.commit();
        assertThat(seenOutside()).isEmpty();
        third.commit();
        second.create("b", Content.of("b"));
        assertThat(second.commit().changed()).extracting(FileInfo::path).containsExactlyInAnyOrder("a", "b");
        assertThat(seenOutside()).hasSize(2);
    }

    @Test
    void oneThatIsRolledBackRollsBackAll() throws Exception {
        Session outer = backend.openSession(ONCE);
        outer.create("outer", Content.of("x"));
        Session inner = backend.openSession(ONCE);
        inner.create("inner", Content.of("x"));
        inner.close();
        assertRefused(Reason.ROLLED_BACK, outer::commit);
        assertThat(seenOutside()).isEmpty();
        outside(() -> backend.create("free", Content.of("x"), TRY_ONCE));
    }

    // Its end

    @Test
    void whatHasEndedDoesNothingMore() {
        Session session = backend.openSession(ONCE);
        assertThat(session.isOpen()).isTrue();
        session.create("a", Content.of("a"));
        session.commit();
        assertThat(session.isOpen()).isFalse();
        session.rollback();
        session.close();
        assertThatIllegalStateException().isThrownBy(session::commit);
        StorageException failure = assertFails(StorageException.class, () -> session.create("b", Content.of("b")));
        assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
        assertFails(StorageException.class, () -> session.readText("a"));
        assertFails(StorageException.class, () -> session.openSession(ONCE));
        assertThat(text("a")).isEqualTo("a");
    }

    @Test
    void aStreamOfPathsEndsWithItsSession() {
        createAll("dir/a", "dir/b");
        Session session = backend.openSession(ONCE);
        try (Stream<FileInfo> walk = session.walk("")) {
            var infos = walk.iterator();
            assertThat(infos.next().path()).isEqualTo("dir");
            session.commit();
            assertThatExceptionOfType(StorageException.class).isThrownBy(infos::next);
        }
    }

    @Test
    void aSessionThatChangedNothingIsCommittedToo() throws Exception {
        try (Session session = backend.openSession(ONCE)) {
            session.create("a", Content.of("a"));
            session.delete("a");
            CommitResult result = session.commit();
            assertThat(result.state()).isEqualTo(CommitResult.State.PUBLISHED);
            assertThat(result.changed()).isEmpty();
        }
        assertThat(seenOutside()).isEmpty();
    }

    @Test
    void aNegativeTimeOutIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> backend.openSession(Duration.ofMillis(-1)));
    }

    @Test
    void theResultTellsWhatIsThereNow() {
        createAll("removed", "updated");
        CommitResult result;
        try (Session session = backend.openSession(ONCE)) {
            session.update("updated", Content.of("longer than it was before"));
            session.delete("removed");
            session.create("dir/created", Content.of("x"));
            result = session.commit();
        }
        assertThat(result.changed()).extracting(FileInfo::path)
                .containsExactlyInAnyOrder("removed", "updated", "dir", "dir/created");
        FileInfo updated = result.changed().stream().filter(info -> info.path().equals("updated")).findAny().get();
        assertThat(updated.size()).isEqualTo(25);
        assertThat(updated.version()).isEqualTo(backend.info("updated").version());
    }

    @Test
    void whatIsReplacedIsToldOnce() {
        createAll("a");
        try (Session session = backend.openSession(ONCE)) {
            session.delete("a");
            session.create("a", Content.of("another"));
            assertThat(session.commit().changed()).singleElement()
                    .satisfies(info -> assertThat(info.size()).isEqualTo(7));
        }
    }
}
