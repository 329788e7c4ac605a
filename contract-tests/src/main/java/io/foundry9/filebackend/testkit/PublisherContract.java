package io.foundry9.filebackend.testkit;

import static io.foundry9.filebackend.testkit.Probe.failureOf;
import static io.foundry9.filebackend.testkit.Probe.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is streamed without waiting: publishers that read, and writes that publishers feed. */
abstract class PublisherContract extends ContractSection {

    private AsyncFileBackend async;

    @BeforeEach
    final void findAsync() {
        async = backend.async();
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 11, 1_000_000_000})
    void aFileIsStreamedInChunks(int chunkSize) {
        create("file", "0123456789");
        List<String> chunks = Probe.on(async.streamRead("file", 0, chunkSize)).rest().stream()
                .map(PublisherContract::text).toList();
        assertThat(String.join("", chunks)).isEqualTo("0123456789");
        assertThat(chunks).hasSize((int) Math.ceil(10.0 / chunkSize));
    }

    @Test
    void aFileIsStreamedFromAnOffset() {
        create("file", "0123456789");
        assertThat(Probe.on(async.streamRead("file", 7, 2)).rest()).extracting(PublisherContract::text)
                .containsExactly("78", "9");
        assertThat(Probe.on(async.streamRead("file", 10, 2)).rest()).isEmpty();
        assertThat(Probe.on(async.streamRead("file", 11, 2)).request(1).failure())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textIsStreamedInWholeCodePoints() {
        create("file", "aé€😀");
        assertThat(Probe.on(async.streamText("file", 4)).rest()).containsExactly("aé", "€", "😀");
        backend.write("bad", Content.of(new byte[] {'a', (byte) 0xff}));
        assertThat(Probe.on(async.streamText("bad", 1)).request(2).failure())
                .isInstanceOf(InvalidOperationException.class);
    }

    @Test
    void aTreeIsStreamedAsItIsWalked() {
        createAll("b/c", "a");
        assertThat(Probe.on(async.walk("")).rest()).extracting(FileInfo::path).containsExactly("a", "b", "b/c");
        assertThat(Probe.on(async.walk("missing")).request(1).failure()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void nothingIsOpenedBeforeSomethingIsAskedFor() throws Exception {
        Flow.Publisher<ByteBuffer> publisher = async.streamRead("file");
        Probe<ByteBuffer> early = Probe.on(publisher);
        create("file", "late");
        assertThat(text(early.request(1).next())).isEqualTo("late");
        early.request(1).awaitEnd();
    }

    @Test
    void eachSubscriberGetsTheContentFromItsBeginning() {
        create("file", "one");
        Flow.Publisher<ByteBuffer> publisher = async.streamRead("file");
        assertThat(Probe.on(publisher).rest()).extracting(PublisherContract::text).containsExactly("one");
        backend.update("file", Content.of("two"));
        assertThat(Probe.on(publisher).rest()).extracting(PublisherContract::text).containsExactly("two");
    }

    @Test
    void noMoreComesThanWasAskedFor() throws Exception {
        create("file", "0123456789");
        Probe<ByteBuffer> probe = Probe.on(async.streamRead("file", 0, 1));
        probe.request(2).next();
        probe.next();
        join(async.exists("file"));
        assertThat(probe.waiting()).isEmpty();
        assertThat(probe.isOver()).isFalse();
        assertThat(probe.rest()).hasSize(8);
    }

    @Test
    void askingForNothingIsAnError() {
        create("file", "x");
        for (long n : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThat(Probe.on(async.streamRead("file")).request(n).failure())
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("3.9");
        }
    }

    @Test
    void whatIsCancelledBringsNothingMore() throws Exception {
        create("file", "0123456789");
        Probe<ByteBuffer> probe = Probe.on(async.streamRead("file", 0, 1));
        probe.request(1).next();
        probe.cancel();
        probe.cancel();
        probe.request(5);
        join(async.exists("file"));
        assertThat(probe.waiting()).isEmpty();
        assertThat(probe.isOver()).isFalse();
    }

    @Test
    void aSubscriberThatAsksInEachSignalGetsAllWithoutADeepStack() {
        backend.write("file", Content.of(new byte[20_000]));
        AtomicInteger count = new AtomicInteger();
        Probe<ByteBuffer> end = new Probe<>();
        async.streamRead("file", 0, 1).subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(ByteBuffer element) {
                count.incrementAndGet();
                subscription.request(1);
            }

            @Override
            public void onError(Throwable failure) {
                end.onError(failure);
            }

            @Override
            public void onComplete() {
                end.onComplete();
            }
        });
        end.awaitEnd();
        assertThat(count).hasValue(20_000);
    }

    @Test
    void aSubscriberThatThrowsHasCancelled() {
        create("file", "0123456789");
        AtomicInteger count = new AtomicInteger();
        async.streamRead("file", 0, 1).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer element) {
                count.incrementAndGet();
                throw new IllegalStateException("thrown on purpose");
            }

            @Override
            public void onError(Throwable failure) {
                count.addAndGet(100);
            }

            @Override
            public void onComplete() {
                count.addAndGet(100);
            }
        });
        assertThat(Probe.on(async.streamRead("file")).rest()).hasSize(1);
        assertThat(count).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void whatOneFileEmitsFeedsAnother() {
        byte[] bytes = Samples.bytes(300_000);
        backend.write("file", Content.of(bytes));
        FileInfo copy = join(async.write("copy", Content.of(async.streamRead("file", 0, 1000))));
        assertThat(copy.size()).isEqualTo(bytes.length);
        assertThat(backend.read("copy")).isEqualTo(bytes);
        join(async.append("copy", Content.of(async.streamRead("file"))));
        assertThat(backend.info("copy").size()).isEqualTo(2L * bytes.length);
        join(async.update("copy", Content.of(async.streamRead("file", bytes.length, 1))));
        assertThat(backend.info("copy").size()).isZero();
    }

    @Test
    void manySilentPublishersKeepNobodyWaiting() {
        List<SubmissionPublisher<ByteBuffer>> publishers = new ArrayList<>();
        List<CompletionStage<FileInfo>> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            publishers.add(new SubmissionPublisher<>(Runnable::run, 16));
            writes.add(async.create("fed-" + i, Content.of(publishers.get(i))));
        }
        join(async.write("other", Content.of("at once")));
        assertThat(join(async.readText("other"))).isEqualTo("at once");
        for (SubmissionPublisher<ByteBuffer> publisher : publishers) {
            while (!publisher.hasSubscribers()) {
                Thread.onSpinWait();
            }
            publisher.submit(ByteBuffer.allocate(3));
            publisher.close();
        }
        writes.forEach(write -> assertThat(join(write).size()).isEqualTo(3));
    }

    @Test
    void aFedWriteThatIsCancelledCancelsItsPublisherAndLeavesNothing() {
        Script script = new Script();
        CompletionStage<FileInfo> write = async.create("file", Content.of(script));
        join(script.subscribed).onNext(ByteBuffer.allocate(10));
        assertThat(write.toCompletableFuture().cancel(true)).isTrue();
        join(script.cancelled);
        assertThat(walk("")).isEmpty();
    }

    @Test
    void whatWillBeRefusedDoesNotSubscribe() {
        createAll("file");
        Flow.Publisher<ByteBuffer> untouched = subscriber -> {
            throw new AssertionError("subscribed to");
        };
        assertThat(failureOf(async.create("file", Content.of(untouched)))).isInstanceOf(AlreadyExistsException.class);
        assertThat(failureOf(async.update("missing", Content.of(untouched)))).isInstanceOf(NotFoundException.class);
        assertThat(failureOf(async.append("missing", Content.of(untouched)))).isInstanceOf(NotFoundException.class);
        assertThat(failureOf(async.write("file/below", Content.of(untouched)))).isNotNull();
    }

    /** What a publisher may do wrong, and what becomes of the write: nothing, with a reason. */
    enum Misbehaviour {
        FAILS(subscriber -> subscriber.onError(new IOException("dry"))),
        FAILS_UNCHECKED(subscriber -> subscriber.onError(new IllegalStateException("dry"))),
        EMITS_NULL(subscriber -> {
            try {
                subscriber.onNext(null);
            } catch (NullPointerException e) {
                subscriber.onComplete();
            }
        }),
        FAILS_WITH_NULL(subscriber -> {
            try {
                subscriber.onError(null);
            } catch (NullPointerException e) {
                subscriber.onComplete();
            }
        }),
        GOES_ON_AFTER_ITS_FAILURE(subscriber -> {
            subscriber.onError(new IOException("dry"));
            subscriber.onNext(ByteBuffer.allocate(1));
            subscriber.onComplete();
        });

        private final Consumer<Flow.Subscriber<? super ByteBuffer>> signals;

        Misbehaviour(Consumer<Flow.Subscriber<? super ByteBuffer>> signals) {
            this.signals = signals;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPublisherThatFailsLeavesTheOldContent(Misbehaviour misbehaviour) {
        create("file", "old");
        Map<String, String> before = snapshot();
        for (int i = 0; i < 3; i++) {
            Script script = new Script();
            Content content = Content.of(script);
            CompletionStage<FileInfo> write = i == 0 ? async.update("file", content)
                    : i == 1 ? async.append("file", content) : async.create("new", content);
            Flow.Subscriber<? super ByteBuffer> subscriber = join(script.subscribed);
            subscriber.onNext(ByteBuffer.allocate(100));
            misbehaviour.signals.accept(subscriber);
            assertThat(failureOf(write)).isInstanceOfSatisfying(StorageException.class,
                    failure -> assertThat(failure.kind()).isEqualTo(StorageException.Kind.SOURCE_FAILED));
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void aPublisherThatDoesNotStopIsStopped() throws Exception {
        CountDownLatch flooded = new CountDownLatch(1);
        Script script = new Script();
        CompletionStage<FileInfo> write = async.create("file", Content.of(script),
                WriteOption.progress((done, total) -> awaitQuietly(flooded)));
        Flow.Subscriber<? super ByteBuffer> subscriber = join(script.subscribed);
        for (int i = 0; i < 10_000; i++) {
            subscriber.onNext(ByteBuffer.allocate(1));
        }
        flooded.countDown();
        assertThat(failureOf(write)).isInstanceOf(StorageException.class)
                .hasMessageContaining("more than it was asked");
        assertThat(backend.exists("file")).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPublisherThatCannotBeSubscribedToFailsTheWrite() {
        assertThat(failureOf(async.create("file", Content.of(subscriber -> {
            throw new IllegalStateException("no more tickets");
        })))).isInstanceOf(StorageException.class).hasMessageContaining("no more tickets");
        assertThat(failureOf(async.create("file", Content.of(subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    throw new IllegalStateException("not open yet");
                }

                @Override
                public void cancel() {
                    throw new IllegalStateException("not even that");
                }
            });
        })))).isInstanceOf(StorageException.class).hasMessageContaining("not open yet");
        assertThat(walk("")).isEmpty();
    }

    @Test
    void aSecondSubscriptionIsCancelledAndTheFirstGoesOn() {
        Script script = new Script();
        CompletionStage<FileInfo> write = async.create("file", Content.of(script));
        Flow.Subscriber<? super ByteBuffer> subscriber = join(script.subscribed);
        Script second = new Script();
        second.subscribe(subscriber);
        join(second.cancelled);
        subscriber.onNext(ByteBuffer.allocate(2));
        subscriber.onComplete();
        subscriber.onComplete();
        subscriber.onNext(ByteBuffer.allocate(2));
        assertThat(join(write).size()).isEqualTo(2);
    }

    /** A publisher whose signals are given by hand. */
    private static final class Script implements Flow.Publisher<ByteBuffer>, Flow.Subscription {
        private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscribed =
                new CompletableFuture<>();
        private final CompletableFuture<Void> cancelled =
                new CompletableFuture<>();

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(this);
            subscribed.complete(subscriber);
        }

        @Override
        public void request(long n) {
            // signals come when the test wants them to
        }

        @Override
        public void cancel() {
            cancelled.complete(null);
        }
    }
}
