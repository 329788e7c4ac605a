package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamSubscriptionTest {

    private final Lanes lanes = new Lanes(LaneThreads.platform(), 1, new FakeTimer());
    private final AtomicInteger closes = new AtomicInteger();

    @AfterEach
    void close() {
        lanes.close();
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** Asks for so much when it is subscribed, and remembers what it hears. */
    private static class Listener implements Flow.Subscriber<Integer> {
        final List<Integer> elements = new CopyOnWriteArrayList<>();
        final CompletableFuture<Object> end = new CompletableFuture<>();
        final CompletableFuture<Integer> first = new CompletableFuture<>();
        private final long asked;
        volatile Flow.Subscription subscription;

        Listener(long asked) {
            this.asked = asked;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (asked != 0) {
                given.request(asked);
            }
        }

        @Override
        public void onNext(Integer element) {
            elements.add(element);
            first.complete(element);
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(failure);
        }

        @Override
        public void onComplete() {
            end.complete("end");
        }
    }

    private Flow.Publisher<Integer> publisher(Supplier<Stream<Integer>> opening) {
        return new StreamPublisher<>(lanes, "walk", "dir", () -> opening.get().onClose(closes::incrementAndGet));
    }

    private static Stream<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed();
    }

    @Test
    void severalLongStreamsShareTheLane() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            listeners.add(new Listener(Long.MAX_VALUE));
            publisher(() -> numbers(1_000)).subscribe(listeners.get(i));
        }
        for (Listener listener : listeners) {
            assertThat(join(listener.end)).isEqualTo("end");
            assertThat(listener.elements).hasSize(1_000).isSorted();
        }
        assertThat(closes).hasValue(3);
    }

    @Test
    void demandAddsUpWithoutOverflow() throws Exception {
        Listener listener = new Listener(Long.MAX_VALUE - 1);
        publisher(() -> numbers(10)).subscribe(listener);
        listener.subscription.request(Long.MAX_VALUE);
        listener.subscription.request(Long.MAX_VALUE);
        assertThat(join(listener.end)).isEqualTo("end");
    }

    @Test
    void aStreamThatFailsHalfWayIsClosedAndItsFailureTold() throws Exception {
        Listener listener = new Listener(5);
        publisher(() -> numbers(5).map(i -> {
            if (i == 2) {
                throw new IllegalStateException("no more");
            }
            return i;
        })).subscribe(listener);
        assertThat(join(listener.end)).asString().contains("no more");
        assertThat(listener.elements).containsExactly(0, 1);
        assertThat(closes).hasValue(1);
    }

    @Test
    void aStreamThatCannotBeClosedHasFailed() throws Exception {
        Listener listener = new Listener(5);
        publisher(() -> numbers(2).onClose(() -> {
            throw new IllegalStateException("stuck");
        })).subscribe(listener);
        assertThat(join(listener.end)).asString().contains("stuck");
    }

    @Test
    void cancellingInterruptsAReadAndClosesTheStream() throws Exception {
        Blocker reading = new Blocker();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Listener listener = new Listener(5);
        publisher(() -> numbers(2).peek(i -> reading.block()).onClose(() -> closed.complete(null))).subscribe(listener);
        reading.awaitBegun();
        listener.subscription.cancel();
        reading.awaitInterrupt();
        join(closed);
        assertThat(listener.elements).isEmpty();
        assertThat(listener.end).isNotDone();
    }

    @Test
    void anElementThatIsReadInSpiteOfACancelIsNotEmitted() throws Exception {
        Blocker reading = new Blocker();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Listener listener = new Listener(5);
        publisher(() -> numbers(2).peek(i -> reading.blockStubbornly()).onClose(() -> closed.complete(null)))
                .subscribe(listener);
        reading.awaitBegun();
        listener.subscription.cancel();
        reading.release();
        join(closed);
        assertThat(listener.elements).isEmpty();
    }

    @Test
    void cancellingFromWithinASignalInterruptsNobody() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        publisher(() -> numbers(5)).subscribe(new Listener(5) {
            @Override
            public void onNext(Integer element) {
                subscription.cancel();
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        assertThat(join(interrupted)).isFalse();
    }

    @Test
    void aSubscriberThatThrowsInOnSubscribeGetsNothing() throws Exception {
        Listener listener = new Listener(5) {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                super.onSubscribe(given);
                throw new IllegalStateException("thrown on purpose");
            }
        };
        publisher(() -> numbers(5)).subscribe(listener);
        CompletableFuture<Void> after = new CompletableFuture<>();
        lanes.submit(() -> after.complete(null));
        join(after);
        assertThat(listener.elements).isEmpty();
        assertThat(closes).hasValue(0);
    }

    @Test
    void aSubscriberThatThrowsAtTheEndHindersNobody() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        publisher(() -> numbers(1)).subscribe(new Listener(5) {
            @Override
            public void onComplete() {
                ended.complete(null);
                throw new IllegalStateException("thrown on purpose");
            }
        });
        join(ended);
        Listener next = new Listener(5);
        publisher(() -> numbers(1)).subscribe(next);
        assertThat(join(next.end)).isEqualTo("end");
    }

    @Test
    void closingTheLanesEndsSubscriptionsAndClosesTheirStreams() throws Exception {
        Listener idle = new Listener(1);
        publisher(() -> numbers(5)).subscribe(idle);
        join(idle.first);
        Listener fresh = new Listener(0);
        publisher(() -> numbers(5)).subscribe(fresh);
        lanes.close();
        Listener late = new Listener(1);
        publisher(() -> numbers(5)).subscribe(late);
        for (Listener listener : List.of(idle, fresh, late)) {
            assertThat(join(listener.end)).isInstanceOfSatisfying(StorageException.class,
                    failure -> assertThat(failure.kind()).isEqualTo(Kind.CLOSED));
            listener.subscription.request(1);
            listener.subscription.cancel();
        }
        assertThat(closes).hasValue(1);
    }
}
