package io.foundry9.filebackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PublisherContentTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final WritableByteChannel sink = Channels.newChannel(out);
    private final Subscription subscription = new Subscription();

    /** Remembers what was asked for. */
    private static final class Subscription implements Flow.Subscription {
        private long requested;
        private volatile boolean cancelled;

        @Override
        public void request(long more) {
            requested += more;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    /** A publisher that does all at once when it is subscribed to. */
    private static Content publishing(Consumer<Flow.Subscriber<? super ByteBuffer>> script) {
        return Content.of((Flow.Publisher<ByteBuffer>) script::accept);
    }

    @Test
    void whatIsEmittedIsWritten() throws IOException {
        publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            subscriber.onNext(bytes(1, 2));
            subscriber.onNext(bytes());
            subscriber.onNext(bytes(3));
            subscriber.onComplete();
        }).writeTo(sink);

        assertThat(out.toByteArray()).containsExactly(1, 2, 3);
        assertThat(subscription.cancelled).isFalse();
    }

    @Test
    void emptyPublisherIsEmptyContent() throws IOException {
        publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            subscriber.onComplete();
        }).writeTo(sink);

        assertThat(out.toByteArray()).isEmpty();
    }

    @Test
    void publisherOfAnotherThreadIsNeverAskedForMuch() throws Exception {
        try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>(Runnable::run, 4)) {
            Thread emitting = new Thread(() -> {
                while (publisher.getNumberOfSubscribers() == 0) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < 1000; i++) {
                    publisher.submit(bytes(i));
                }
                publisher.close();
            });
            emitting.start();
            Content.of(publisher).writeTo(sink);
            emitting.join();
        }

        assertThat(out.size()).isEqualTo(1000);
    }

    @Test
    void onlySoMuchIsAskedForAsIsTaken() throws IOException {
        publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            for (int i = 0; i < 20; i++) {
                subscriber.onNext(bytes(i));
            }
            subscriber.onComplete();
        }).writeTo(sink);

        assertThat(subscription.requested).isBetween(20L, 36L);
    }

    @Test
    void failureOfThePublisherIsTheFailureOfTheContent() {
        IOException torn = new IOException("torn off");
        IllegalStateException bug = new IllegalStateException("a bug");

        assertThatIOException().isThrownBy(() -> failing(torn).writeTo(sink)).isSameAs(torn);
        assertThatIOException()
                .isThrownBy(() -> failing(bug).writeTo(sink))
                .withMessage("the publisher failed: a bug")
                .withCause(bug);
        assertThat(subscription.cancelled).isFalse();
    }

    private Content failing(Throwable failure) {
        return publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            subscriber.onNext(bytes(1));
            subscriber.onError(failure);
        });
    }

    @Test
    void publisherMayFailAtOnce() {
        assertThatIOException()
                .isThrownBy(
                        () -> publishing(subscriber -> subscriber.onError(new IOException("refused"))).writeTo(sink))
                .withMessage("refused");
    }

    @Test
    void publisherIsCancelledWhenTheSinkFails() throws IOException {
        sink.close();

        Throwable failure = catchThrowable(() -> publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            subscriber.onNext(bytes(1));
        }).writeTo(sink));

        assertThat(failure).isInstanceOf(ClosedChannelException.class);
        assertThat(subscription.cancelled).isTrue();
    }

    @Test
    void secondSubscriptionIsCancelled() throws IOException {
        Subscription second = new Subscription();

        publishing(subscriber -> {
            subscriber.onSubscribe(subscription);
            subscriber.onSubscribe(second);
            subscriber.onNext(bytes(1));
            subscriber.onComplete();
        }).writeTo(sink);

        assertThat(second.cancelled).isTrue();
        assertThat(subscription.cancelled).isFalse();
    }

    @Test
    void interruptEndsTheWaitAndCancelsAlsoALateSubscription() throws Exception {
        AtomicReference<Flow.Subscriber<? super ByteBuffer>> subscribed = new AtomicReference<>();
        AtomicReference<Throwable> met = new AtomicReference<>();
        AtomicBoolean status = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            met.set(catchThrowable(() -> publishing(subscriber -> {
                subscribed.set(subscriber);
                waiting.countDown();
            }).writeTo(sink)));
            status.set(Thread.currentThread().isInterrupted());
        });
        writer.start();
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        writer.interrupt();
        writer.join(10_000);

        subscribed.get().onSubscribe(subscription);

        assertThat(met.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(status).isTrue();
        assertThat(subscription.cancelled).isTrue();
    }

    @Test
    void publisherThatEmitsBeforeItIsReadyIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> publishing(subscriber -> {
                    subscriber.onNext(bytes(1));
                    subscriber.onComplete();
                }).writeTo(sink))
                .withMessageContaining("before it was ready");
    }
}
