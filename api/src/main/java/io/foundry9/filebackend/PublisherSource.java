package io.foundry9.filebackend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lets a thread that writes take what a publisher emits. The publisher's threads put signals into the queue, the writing
 * thread takes them and asks for more, so that never more than {@value #DEMAND} buffers wait. Its lock guards whether the
 * writing thread still takes anything: a subscription that comes later is cancelled.
 */
final class PublisherSource implements Flow.Subscriber<ByteBuffer> {

    private static final int DEMAND = 16;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private boolean gone;
    private Flow.Subscription current;

    private PublisherSource() {}

    /** Writes all that the publisher emits; fails as it fails, and cancels it when the sink fails. */
    static void drain(Flow.Publisher<ByteBuffer> publisher, WritableByteChannel sink) throws IOException {
        PublisherSource source = new PublisherSource();
        publisher.subscribe(source);
        source.drainTo(sink);
    }

    private void drainTo(WritableByteChannel sink) throws IOException {
        boolean ended = false;
        int asked = 0;
        try {
            while (true) {
                Signal signal = take();
                if (signal instanceof Next next) {
                    sink.write(next.buffer.duplicate());
                    asked--;
                } else if (signal instanceof End end) {
                    ended = true;
                    end.rethrow();
                    return;
                }
                if (asked <= DEMAND / 2) {
                    request(DEMAND - asked);
                    asked = DEMAND;
                }
            }
        } finally {
            leave(ended);
        }
    }

    private void request(int more) throws IOException {
        Flow.Subscription subscription;
        synchronized (this) {
            subscription = current;
        }
        if (subscription == null) {
            throw new IOException("the publisher emitted something before it was ready to");
        }
        subscription.request(more);
    }

    private void leave(boolean ended) {
        Flow.Subscription left;
        synchronized (this) {
            gone = true;
            left = ended ? null : current;
        }
        if (left != null) {
            left.cancel();
        }
    }

    private Signal take() throws InterruptedIOException {
        try {
            return signals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the publisher");
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        Objects.requireNonNull(subscription, "subscription");
        synchronized (this) {
            if (!gone && current == null) {
                current = subscription;
                signals.add(Begin.INSTANCE);
                return;
            }
        }
        subscription.cancel();
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        signals.add(new Next(Objects.requireNonNull(buffer, "buffer")));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new End(Objects.requireNonNull(failure, "failure")));
    }

    @Override
    public void onComplete() {
        signals.add(new End(null));
    }

    private sealed interface Signal {}

    private enum Begin implements Signal {
        INSTANCE
    }

    private record Next(ByteBuffer buffer) implements Signal {}

    private record End(Throwable failure) implements Signal {
        void rethrow() throws IOException {
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure != null) {
                throw new IOException("the publisher failed: " + failure.getMessage(), failure);
            }
        }
    }
}
