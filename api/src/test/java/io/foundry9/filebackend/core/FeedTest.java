package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedTest {

    private final ScriptedStore store = new ScriptedStore();
    private final FakeTimer timer = new FakeTimer();
    private final Lanes lanes = new Lanes(LaneThreads.platform(), 1, timer);
    private final StoreOperations operations = new StoreOperations(store, Duration.ofSeconds(9), null);
    private final StoreAsync async = new StoreAsync(() -> new AsyncTarget(operations, true, null, lanes), lanes);
    private final StoreAsync inside = new StoreAsync(() -> new AsyncTarget(operations, false, null, lanes), lanes);
    private final Script script = new Script();

    /** A publisher whose signals are given by hand. */
    private static final class Script implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscribed = new CompletableFuture<>();
        final CompletableFuture<Void> cancelled = new CompletableFuture<>();
        final AtomicLong asked = new AtomicLong();

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(this);
            subscribed.complete(subscriber);
        }

        Flow.Subscriber<? super ByteBuffer> subscriber() throws Exception {
            return join(subscribed);
        }

        @Override
        public void request(long n) {
            asked.addAndGet(n);
        }

        @Override
        public void cancel() {
            cancelled.complete(null);
        }
    }

    @AfterEach
    void nothingIsLeftOpen() {
        lanes.close();
        assertThat(store.open).hasValue(0);
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletionStage<?> stage) throws Exception {
        return join(stage.handle((result, failure) -> failure));
    }

    private CompletionStage<FileInfo> write() {
        return async.write("a", Content.of(script));
    }

    private void finishOneByte() throws Exception {
        script.subscriber().onNext(ByteBuffer.allocate(1));
        script.subscriber().onComplete();
    }

    @Test
    void aFewBuffersAreAskedForAtATime() throws Exception {
        CompletionStage<FileInfo> write = write();
        for (int i = 0; i < 100; i++) {
            script.subscriber().onNext(ByteBuffer.allocate(1));
        }
        script.subscriber().onComplete();
        join(write);
        assertThat(script.asked).hasValueBetween(100L, 100L + 16L);
        assertThat(script.cancelled).isNotDone();
    }

    @Test
    void insideASessionNobodyIsWaitedFor() throws Exception {
        Blocker waiting = new Blocker();
        async.createDirectory("b");
        new Operation<>(lanes, Operation.Task.of("wait", "", left -> {
            waiting.blockStubbornly();
            return null;
        }), Duration.ofSeconds(9)).startWaiting();
        waiting.awaitBegun();
        CompletionStage<FileInfo> write = inside.write("a", Content.of(script));
        finishOneByte();
        assertThat(join(write)).isNotNull();
        assertThat(join(inside.createDirectory("c"))).isNotNull();
        waiting.release();
    }

    @Test
    void cancelledWhileItWaitsToBePublishedItIsDiscarded() throws Exception {
        Blocker waiting = new Blocker();
        new Operation<>(lanes, Operation.Task.of("wait", "", left -> {
            waiting.blockStubbornly();
            return null;
        }), null).startWaiting();
        waiting.awaitBegun();
        CompletionStage<FileInfo> write = write();
        finishOneByte();
        while (timer.alarms() == 0) {
            Thread.onSpinWait();
        }
        assertThat(write.toCompletableFuture().cancel(true)).isTrue();
        assertThat(store.open).hasValue(0);
        assertThat(store.calls).doesNotContain("publish");
        waiting.release();
    }

    @Test
    void timeIsUpWhileItWaitsToBePublished() throws Exception {
        Blocker waiting = new Blocker();
        new Operation<>(lanes, Operation.Task.of("wait", "", left -> {
            waiting.blockStubbornly();
            return null;
        }), null).startWaiting();
        waiting.awaitBegun();
        CompletionStage<FileInfo> write =
                async.append("a", Content.of(script), WriteOption.lockTimeout(Duration.ofSeconds(1)));
        finishOneByte();
        while (timer.alarms() == 0) {
            Thread.onSpinWait();
        }
        timer.advance(Duration.ofSeconds(1));
        assertThat(join(write)).isNotNull();
        assertThat(store.calls).contains("append");
        waiting.release();
    }

    @Test
    void aPublisherThatEmitsBeforeItsSubscriptionFailsTheWrite() throws Exception {
        CompletionStage<FileInfo> write = async.write("a", Content.of(subscriber -> {
            for (int i = 0; i < 10; i++) {
                subscriber.onNext(ByteBuffer.allocate(1));
            }
        }));
        assertThat(failureOf(write)).isInstanceOf(StorageException.class)
                .hasMessageContaining("before it was ready to");
    }

    @Test
    void aSubscriptionMustBeOne() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        CompletionStage<FileInfo> write = async.write("a", Content.of(subscriber -> {
            try {
                subscriber.onSubscribe(null);
            } catch (NullPointerException e) {
                thrown.complete(e);
                subscriber.onComplete();
            }
        }));
        assertThat(join(thrown)).isInstanceOf(NullPointerException.class);
        join(write);
    }

    @Test
    void aStoreThatFailsCancelsThePublisher() throws Exception {
        store.then(() -> {}, () -> {}, ScriptedStore.fail(new IOException("broken"))); // stat, stage, write
        CompletionStage<FileInfo> write = write();
        script.subscriber().onNext(ByteBuffer.allocate(1));
        assertThat(failureOf(write)).isInstanceOfSatisfying(StorageException.class,
                failure -> assertThat(failure.kind()).isEqualTo(Kind.IO));
        join(script.cancelled);
    }

    @Test
    void whatCannotBeDiscardedIsOnlyLogged() throws Exception {
        CompletionStage<FileInfo> write = write();
        script.subscriber();
        store.then(ScriptedStore.fail(new IOException("stuck"))); // close staging
        script.subscriber().onError(new IOException("dry"));
        assertThat(failureOf(write)).hasMessageContaining("dry");
    }

    @Test
    void closingTheLanesEndsAFeed() throws Exception {
        CompletionStage<FileInfo> write = write();
        Flow.Subscriber<? super ByteBuffer> subscriber = script.subscriber();
        lanes.close();
        assertThat(failureOf(write)).isInstanceOfSatisfying(StorageException.class,
                failure -> assertThat(failure.kind()).isEqualTo(Kind.CLOSED));
        join(script.cancelled);
        subscriber.onNext(ByteBuffer.allocate(1));
        subscriber.onComplete();
        assertThat(failureOf(async.write("a", Content.of(new Script())))).isInstanceOf(StorageException.class);
    }

    @Test
    void whatIsEndedWhileItOpensIsDiscarded() throws Exception {
        Blocker opening = new Blocker();
        store.then(opening::blockStubbornly);
        CompletionStage<FileInfo> write = write();
        opening.awaitBegun();
        assertThat(write.toCompletableFuture().cancel(true)).isTrue();
        opening.release();
        join(script.cancelled);
    }
}
