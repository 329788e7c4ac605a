package io.foundry9.filebackend.testkit;

import static io.foundry9.filebackend.testkit.Probe.failureOf;
import static io.foundry9.filebackend.testkit.Probe.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.CommitResult.State;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions without waiting, and what waits for a session. */
abstract class AsyncSessionContract extends ContractSection {

    private static final Duration ONCE = Duration.ZERO;
    private static final int MANY = 500;

    private AsyncFileBackend async;

    @BeforeEach
    final void hasSessionsOfItsOwn() {
        assumeFalse(contract().isInsideSession(), "what is opened in a session joins it");
        async = backend.async();
    }

    @Test
    void whatIsDoneInASessionIsThereWhenItsStageCompletes() {
        CompletionStage<String> run = async.inSession(ONCE, session -> session.create("a", Content.of("one"))
                .thenCompose(info -> session.append("a", Content.of(" two")))
                .thenCompose(info -> session.readText("a")));
        assertThat(join(run)).isEqualTo("one two");
        assertThat(text("a")).isEqualTo("one two");
    }

    @Test
    void whatFailsNeverWas() {
        createAll("kept");
        Map<String, String> before = snapshot();
        assertThat(failureOf(async.inSession(ONCE, session -> session.delete("kept")
                .thenCompose(nothing -> session.create("a", Content.of("x")))
                .thenCompose(info -> session.read("missing"))))).isInstanceOf(NotFoundException.class);
        assertThat(failureOf(async.inSession(ONCE, session -> {
            session.delete("kept");
            throw new IllegalStateException("enough");
        }))).hasMessage("enough");
        assertThat(failureOf(async.inSession(ONCE, session -> null))).isInstanceOf(NullPointerException.class);
        assertThat(snapshot()).isEqualTo(before);
        assertThat(join(async.write("after", Content.of("x"), WriteOption.lockTimeout(ONCE)))).isNotNull();
    }

    @Test
    void aRunThatIsCancelledNeverWasAndLetsOthersIn() {
        CompletableFuture<AsyncSession> begun = new CompletableFuture<>();
        CompletableFuture<Void> never = new CompletableFuture<>();
        CompletionStage<Void> run = async.inSession(ONCE, session -> session.create("a", Content.of("x"))
                .thenAccept(info -> begun.complete(session)).thenCompose(nothing -> never));
        join(begun);
        assertThat(run.toCompletableFuture().cancel(true)).isTrue();
        join(async.write("after", Content.of("x")));
        assertThat(walk("")).containsExactly("after");
    }

    @Test
    void aSessionBelongsToItsObjectAndToNoThread() {
        AsyncSession session = join(async.openSession(ONCE));
        assertThat(session.isOpen()).isTrue();
        join(session.write("a", Content.of("x")));
        assertThat(join(session.exists("a"))).isTrue();
        assertThat(backend.exists("a")).isFalse();
        assertFails(LockTimeoutException.class,
                () -> backend.write("b", Content.of("x"), WriteOption.lockTimeout(ONCE)));
        assertThat(join(session.commit()).state()).isEqualTo(State.PUBLISHED);
        assertThat(session.isOpen()).isFalse();
        assertThat(text("a")).isEqualTo("x");
    }

    @Test
    void afterItsEndASessionDoesNothingMore() {
        AsyncSession session = join(async.openSession(ONCE));
        join(session.write("a", Content.of("x")));
        join(session.rollback());
        join(session.rollback());
        assertThat(failureOf(session.read("a"))).isInstanceOf(StorageException.class);
        assertThat(failureOf(session.write("a", Content.of("x")))).isInstanceOf(StorageException.class);
        assertThat(failureOf(session.delete("a", DeleteOption.RECURSIVE))).isInstanceOf(StorageException.class);
        assertThat(failureOf(session.write("a", Content.of(session.streamRead("a")))))
                .isInstanceOf(StorageException.class);
        assertThat(failureOf(session.openSession(ONCE))).isInstanceOf(StorageException.class);
        assertThat(Probe.on(session.walk("")).request(1).failure()).isInstanceOf(StorageException.class);
        assertThat(failureOf(session.commit())).isInstanceOf(IllegalStateException.class);
        assertThat(walk("")).isEmpty();
    }

    @Test
    void itsPublishersSeeItsChangesAndItsWritesCanBeFed() {
        create("file", "old");
        AsyncSession session = join(async.openSession(ONCE));
        join(session.update("file", Content.of("new")));
        join(session.write("copy", Content.of(session.streamRead("file", 0, 1))));
        assertThat(Probe.on(session.streamText("copy", 10)).rest()).containsExactly("new");
        assertThat(Probe.on(session.walk("")).rest()).extracting(FileInfo::path).containsExactly("copy", "file");
        assertThat(Probe.on(async.streamRead("file")).rest())
                .extracting(buffer -> StandardCharsets.UTF_8.decode(buffer).toString()).containsExactly("old");
        join(session.commit());
        assertThat(text("copy")).isEqualTo("new");
    }

    @Test
    void whatIsOpenedInsideJoins() {
        AsyncSession outer = join(async.openSession(ONCE));
        AsyncSession inner = join(outer.openSession(ONCE));
        join(inner.write("a", Content.of("x")));
        assertThat(join(inner.commit()).state()).isEqualTo(State.JOINED);
        CompletionStage<Boolean> seen = outer.inSession(ONCE, deep -> deep.exists("a"));
        assertThat(join(seen)).isTrue();
        join(outer.rollback());
        assertThat(backend.exists("a")).isFalse();
    }

    @Test
    void oneThatIsRolledBackFailsTheCommitOfTheOthers() {
        AsyncSession outer = join(async.openSession(ONCE));
        join(join(outer.openSession(ONCE)).rollback());
        assertThat(failureOf(outer.commit())).isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void whatAThreadInsideASessionCallsBelongsToItThoughItRunsElsewhere() {
        Flow.Publisher<ByteBuffer> publisher;
        try (Session session = backend.openSession(ONCE)) {
            join(async.write("a", Content.of("inside")));
            assertThat(join(backend.async().readText("a"))).isEqualTo("inside");
            publisher = async.streamRead("a");
            assertThat(Probe.on(publisher).rest()).hasSize(1);
            AsyncSession joined = join(async.openSession(ONCE));
            join(joined.write("b", Content.of("too")));
            assertThat(join(joined.commit()).state()).isEqualTo(State.JOINED);
            session.rollback();
        }
        assertThat(walk("")).isEmpty();
        assertThat(Probe.on(publisher).request(1).failure()).isNotNull();
    }

    @Test
    void thousandsThatWaitForASessionKeepNeitherReadsNorTheSessionFromRunning() {
        create("file", "old");
        AsyncSession session = join(async.openSession(ONCE));
        List<CompletionStage<FileInfo>> waiting = IntStream.range(0, MANY)
                .mapToObj(i -> async.write("waiting/" + i, Content.of("x"))).toList();
        assertThat(join(async.readText("file"))).isEqualTo("old");
        assertThat(Probe.on(async.walk("")).rest()).hasSize(1);
        assertFails(LockTimeoutException.class, () -> join(
                async.write("once", Content.of("x"), WriteOption.lockTimeout(ONCE))));
        join(session.update("file", Content.of("new")));
        assertThat(waiting).noneMatch(stage -> stage.toCompletableFuture().isDone());
        join(session.commit());
        waiting.forEach(Probe::join);
        assertThat(backend.list("waiting")).hasSize(MANY);
        assertThat(text("file")).isEqualTo("new");
    }

    @Test
    void theTimeForWaitingCountsFromTheCallHoweverManyWait() {
        AsyncSession session = join(async.openSession(ONCE));
        Duration patience = Duration.ofMillis(300);
        long start = System.nanoTime();
        List<CompletionStage<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(async.write("waiting/" + i, Content.of("x"), WriteOption.lockTimeout(patience)));
            waiting.add(async.delete("waiting/" + i, DeleteOption.lockTimeout(patience)));
            waiting.add(async.openSession(patience));
        }
        long locked = waiting.stream().map(Probe::failureOf).filter(failure -> {
            assertThat(failure).isInstanceOfAny(LockTimeoutException.class, NotFoundException.class);
            return failure instanceof LockTimeoutException timedOut && timedOut.waited().equals(patience);
        }).count();
        assertThat(locked).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(patience.multipliedBy(50));
        join(session.rollback());
    }

    @Test
    void aSessionThatIsNotWaitedForAnyMoreIsNeverOpened() {
        AsyncSession session = join(async.openSession(ONCE));
        List<CompletionStage<AsyncSession>> waiting = IntStream.range(0, 40)
                .mapToObj(i -> async.openSession(null)).toList();
        waiting.forEach(stage -> assertThat(stage.toCompletableFuture().cancel(true)).isTrue());
        join(session.commit());
        AsyncSession next = join(async.openSession(Duration.ofSeconds(20)));
        join(next.rollback());
    }

    @Test
    void sessionsFollowEachOther() {
        create("counter", "0");
        List<CompletionStage<FileInfo>> runs = IntStream.range(0, 50)
                .mapToObj(i -> async.inSession(null, session -> session.readText("counter").thenCompose(
                        text -> session.update("counter", Content.of("" + (Integer.parseInt(text) + 1))))))
                .toList();
        runs.forEach(Probe::join);
        assertThat(text("counter")).isEqualTo("50");
    }

    @Test
    void whatIsUnderWayEndsWithTheSessionWhicheverWayItWasCalled() {
        List<CompletionStage<FileInfo>> underWay = new ArrayList<>();
        Flow.Publisher<ByteBuffer> silent = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        try (Session session = backend.openSession(ONCE)) {
            underWay.add(async.write("by-thread", Content.of(silent)));
            underWay.add(session.async().write("by-session", Content.of(silent)));
            AsyncSession joined = join(async.openSession(ONCE));
            underWay.add(joined.write("by-joined", Content.of(silent)));
            join(joined.commit());
            session.commit();
        }
        assertThat(underWay).allSatisfy(
                stage -> assertThat(failureOf(stage)).isInstanceOfSatisfying(StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(StorageException.Kind.CLOSED)));
        assertThat(list("")).isEmpty();
    }

    @Test
    void whoGoesOnWhenSomethingEndsWithItsSessionFindsTheLockFree() {
        CompletionStage<FileInfo> after;
        try (Session session = backend.openSession(ONCE)) {
            Flow.Publisher<ByteBuffer> silent = subscriber -> {};
            after = session.async().write("never", Content.of(silent)).handle((info, failure) -> backend.write("after",
                    Content.of("x"), WriteOption.lockTimeout(ONCE)));
            session.commit();
        }
        assertThat(join(after).path()).isEqualTo("after");
    }

    @Test
    void aSessionOfABackendThatIsClosedMeanwhileIsNotToldAsDone() {
        CompletionStage<FileInfo> run = async.inSession(ONCE,
                session -> session.create("a", Content.of("a")).thenApply(info -> {
                    backend.close();
                    return info;
                }));
        Throwable failure = failureOf(run);
        boolean ended = catchThrowable(() -> backend.exists("a")) instanceof StorageException;
        assumeTrue(ended, "closing does not end this backend");
        assertThat(failure).isInstanceOf(StorageException.class);
    }
}
