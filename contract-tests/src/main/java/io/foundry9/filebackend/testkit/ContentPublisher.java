package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/**
 * Any content as a publisher: a thread of its own writes it, buffer by buffer, as they are asked for. For one subscriber.
 */
final class ContentPublisher implements Flow.Publisher<ByteBuffer> {

    private final Content content;

    ContentPublisher(Content content) {
        this.content = content;
    }

    Content asContent() {
        return new Content() {
            @Override
            public void writeTo(WritableByteChannel sink) throws IOException {
                content.writeTo(sink);
            }

            @Override
            public OptionalLong length() {
                return content.length();
            }

            @Override
            public Optional<Flow.Publisher<ByteBuffer>> publisher() {
                return Optional.of(ContentPublisher.this);
            }
        };
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Writer writer = new Writer(subscriber);
        subscriber.onSubscribe(writer);
        writer.start();
    }

    private final class Writer extends Thread implements Flow.Subscription, WritableByteChannel {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final Semaphore wanted = new Semaphore(0);

        Writer(Flow.Subscriber<? super ByteBuffer> subscriber) {
            super("content publisher");
            this.subscriber = subscriber;
        }

        @Override
        public void run() {
            try {
                content.writeTo(this);
                subscriber.onComplete();
            } catch (IOException | RuntimeException | Error e) {
                subscriber.onError(e);
            }
        }

        @Override
        public void request(long n) {
            wanted.release(Math.toIntExact(n));
        }

        @Override
        public void cancel() {
            interrupt();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            try {
                wanted.acquire();
            } catch (InterruptedException e) {
                throw new IOException("cancelled", e);
            }
            ByteBuffer copy = ByteBuffer.allocate(source.remaining());
            int length = source.remaining();
            subscriber.onNext(copy.put(source).flip());
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }
}
