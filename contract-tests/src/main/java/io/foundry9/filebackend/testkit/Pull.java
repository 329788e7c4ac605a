package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a publisher emits, taken element by element: each is asked for when it is wanted. For one thread at a time; the
 * publisher's signals may come on any.
 */
final class Pull<T> implements Flow.Subscriber<T>, Iterator<T> {

    private final String operation;
    private final String path;
    private final BlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();
    private Flow.Subscription subscription;
    private Signal<T> ahead;
    private boolean closed;

    private record Signal<T>(T element, Throwable failure) {
        boolean isEnd() {
            return element == null;
        }
    }

    private Pull(String operation, String path) {
        this.operation = operation;
        this.path = path;
    }

    /** Subscribes and waits for the first element, so that what cannot be opened fails here. */
    static <T> Pull<T> from(String operation, String path, Flow.Publisher<T> publisher) {
        Pull<T> pull = new Pull<>(operation, path);
        publisher.subscribe(pull);
        pull.fetch();
        return pull;
    }

    private void fetch() {
        subscription.request(1);
        try {
            ahead = signals.take();
        } catch (InterruptedException e) {
            subscription.cancel();
            Thread.currentThread().interrupt();
            throw new StorageException(Kind.INTERRUPTED, path, "interrupted", null).during(operation);
        }
        if (ahead.failure != null) {
            throw ThroughAsync.unchecked(ahead.failure);
        }
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            fetch();
        }
        return !ahead.isEnd();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T next = ahead.element;
        ahead = null;
        return next;
    }

    private void close() {
        closed = true;
        subscription.cancel();
    }

    Stream<T> asStream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .onClose(this::close);
    }

    @SuppressWarnings("unchecked") // only asked where the elements are buffers
    InputStream asInputStream() {
        return new Bytes((Pull<ByteBuffer>) this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(T element) {
        signals.add(new Signal<>(element, null));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal<>(null, failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal<>(null, null));
    }

    private static final class Bytes extends InputStream {
        private final Pull<ByteBuffer> chunks;
        private ByteBuffer chunk = ByteBuffer.allocate(0);

        Bytes(Pull<ByteBuffer> chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (chunks.closed) {
                throw new IOException("the stream is closed");
            }
            try {
                while (length > 0 && !chunk.hasRemaining()) {
                    if (!chunks.hasNext()) {
                        return -1;
                    }
                    chunk = chunks.next();
                }
            } catch (FileBackendException e) {
                throw new IOException(e.getMessage(), e);
            }
            int taken = Math.min(length, chunk.remaining());
            chunk.get(bytes, offset, taken);
            return taken;
        }

        @Override
        public void close() {
            chunks.close();
        }
    }
}
