package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions as the asynchronous face sees them, with sessions that only write down what is done to them. */
class SessionRunTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ScriptedStore store = new ScriptedStore();
    private final Lanes lanes = new Lanes(LaneThreads.platform(), 1, new FakeTimer());
    private volatile Runnable beforeOpening = () -> {};
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable beforeRollback = () -> {};
    private final StoreAsync async = new StoreAsync(
            () -> new AsyncTarget(new StoreOperations(store, Duration.ofSeconds(1), null), true, this::open, lanes),
            lanes);

    @AfterEach
    void close() {
        lanes.close();
    }

    private FakeSession open(Duration timeout) {
        beforeOpening.run();
        events.add("open");
        return new FakeSession();
    }

    private final class FakeSession extends ForwardingFileBackend implements AsyncTarget.Detached {
        private final StoreOperations operations = new StoreOperations(store, Duration.ofSeconds(1), null);
        private volatile boolean open = true;

        @Override
        protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
            return call.apply(operations);
        }

        @Override
        public AsyncTarget target() {
            return new AsyncTarget(operations, false, timeout -> new FakeSession(), lanes);
        }

        @Override
        public CommitResult commit() {
            beforeCommit.run();
            open = false;
            events.add("commit");
            return CommitResult.published(List.of());
        }

        @Override
        public void rollback() {
            beforeRollback.run();
            if (open) {
                open = false;
                events.add("rollback");
            }
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            rollback();
        }
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletionStage<?> stage) throws Exception {
        return join(stage.handle((result, failure) -> failure));
    }

    private <T> CompletionStage<T> inSession(
            Function<? super AsyncSession, ? extends CompletionStage<T>> work) {
        return async.inSession(Duration.ofSeconds(1), work);
    }

    @Test
    void whatCompletesIsCommittedBeforeItIsTold() throws Exception {
        CompletionStage<String> run = inSession(session -> session.exists("a").thenApply(there -> "done " + there));
        assertThat(join(run)).isEqualTo("done true");
        assertThat(events).containsExactly("open", "commit");
    }

    @Test
    void whatFailsIsRolledBackBeforeItIsToldAndUnwrapped() throws Exception {
        assertThat(failureOf(inSession(session -> session.exists("a").thenCompose(there -> CompletableFuture
                .failedStage(new NotFoundException("x")))))).isInstanceOf(NotFoundException.class);
        assertThat(failureOf(inSession(session -> CompletableFuture
                .failedStage(new CompletionException("bare", null))))).hasMessage("bare");
        assertThat(events).containsExactly("open", "rollback", "open", "rollback");
    }

    @Test
    void workThatThrowsOrReturnsNothingIsRolledBack() throws Exception {
        assertThat(failureOf(inSession(session -> {
            throw new IllegalStateException("thrown");
        }))).hasMessage("thrown");
        assertThat(failureOf(inSession(session -> null))).isInstanceOf(NullPointerException.class);
        assertThat(events).containsExactly("open", "rollback", "open", "rollback");
    }

    @Test
    void aSessionThatTheWorkHasEndedIsNotEndedAgain() throws Exception {
        CompletionStage<String> run = inSession(session -> session.rollback().thenApply(nothing -> "left"));
        assertThat(join(run)).isEqualTo("left");
        assertThat(events).containsExactly("open", "rollback");
    }

    @Test
    void aSessionThatCannotBeOpenedFailsTheRun() throws Exception {
        beforeOpening = () -> {
            throw new NotFoundException("root");
        };
        assertThat(failureOf(inSession(session -> session.exists("a")))).isInstanceOf(NotFoundException.class);
        assertThat(events).isEmpty();
    }

    @Test
    void aCommitThatFailsIsTold() throws Exception {
        beforeCommit = () -> {
            throw new NotFoundException("gone");
        };
        beforeRollback = () -> {
            throw new IllegalStateException("that too");
        };
        Throwable failure = failureOf(inSession(session -> session.exists("a")));
        assertThat(failure).isInstanceOf(NotFoundException.class);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void cancelledWhileTheWorkIsDoneItIsRolledBack() throws Exception {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<AsyncSession> begun = new CompletableFuture<>();
        CompletableFuture<String> run = inSession(session -> {
            begun.complete(session);
            return work;
        }).toCompletableFuture();
        AsyncSession session = join(begun);
        assertThat(run.cancel(true)).isTrue();
        assertThat(failureOf(work)).isInstanceOf(CancellationException.class);
        awaitEvents("open", "rollback");
        assertThat(session.isOpen()).isFalse();
    }

    @Test
    void cancelledWhileTheSessionIsWaitedForNoneIsLeftOpen() throws Exception {
        Blocker opening = new Blocker();
        beforeOpening = opening::blockStubbornly;
        CompletableFuture<Boolean> run = inSession(session -> session.exists("a")).toCompletableFuture();
        opening.awaitBegun();
        assertThat(run.cancel(true)).isTrue();
        opening.release();
        awaitEvents("open", "rollback");
    }

    @Test
    void whatIsBeingCommittedIsNotCancelled() throws Exception {
        Blocker committing = new Blocker();
        beforeCommit = committing::block;
        CompletableFuture<Boolean> run = inSession(session -> session.exists("a")).toCompletableFuture();
        committing.awaitBegun();
        assertThat(run.cancel(true)).isFalse();
        committing.release();
        assertThat(join(run)).isTrue();
        assertThat(events).containsExactly("open", "commit");
    }

    @Test
    void aCommitThatIsCancelledBeforeItBeginsLeavesTheSessionOpen() throws Exception {
        AsyncSession session = join(async.openSession(null));
        Blocker busy = new Blocker();
        lanes.submit(busy::blockStubbornly);
        busy.awaitBegun();
        CompletionStage<CommitResult> commit = session.commit();
        assertThat(commit.toCompletableFuture().cancel(true)).isTrue();
        busy.release();
        assertThat(session.isOpen()).isTrue();
        assertThat(join(session.commit()).state()).isEqualTo(CommitResult.State.PUBLISHED);
        assertThat(session.capabilities()).isEqualTo(store.capabilities());
        assertThat(session.toString()).startsWith("asynchronous");
    }

    @Test
    void anInnerSessionJoinsWithoutWaiting() throws Exception {
        Blocker waiting = new Blocker();
        AsyncSession session = join(async.openSession(Duration.ofSeconds(1)));
        beforeOpening = waiting::blockStubbornly;
        CompletionStage<AsyncSession> other = async.openSession(Duration.ofSeconds(9));
        waiting.awaitBegun();
        join(join(session.openSession(Duration.ofSeconds(1))).rollback());
        waiting.release();
        join(join(other).rollback());
    }

    @Test
    void aSessionCanBeRolledBackAfterItsBackendWasClosed() throws Exception {
        AsyncSession session = join(async.openSession(Duration.ZERO));
        lanes.close();
        assertThat(failureOf(session.exists("a"))).isInstanceOf(StorageException.class);
        join(session.rollback());
        assertThat(events).containsExactly("open", "rollback");
        assertThat(failureOf(inSession(other -> other.exists("a")))).isInstanceOf(StorageException.class);
    }

    private void awaitEvents(String... expected) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (events.size() < expected.length && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(events).containsExactly(expected);
    }
}
