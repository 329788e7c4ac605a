package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads from a channel, each read in a limited time. It reads into a buffer of its own, so that a late read never touches
 * one that its caller has taken back, and that a caller who reads little at a time does not pay each time for the change
 * of threads. For one thread at a time.
 */
class TimedChannel implements ReadableByteChannel {

    private static final int SMALLEST = 8 * 1024;
    private static final int LARGEST = 128 * 1024;

    private final ReadableByteChannel inner;
    private final TimedUse use;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    TimedChannel(StorePath path, ReadableByteChannel inner, TimedCalls calls) {
        this.inner = inner;
        this.use = new TimedUse(path, inner, calls);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if ((!buffer.hasRemaining() || !isOpen()) && fill(target.remaining()) < 0) {
            return -1;
        }
        int count = Math.min(buffer.remaining(), target.remaining());
        target.put(buffer.slice().limit(count));
        buffer.position(buffer.position() + count);
        return count;
    }

    private int fill(int wanted) throws IOException {
        int capacity = Math.max(SMALLEST, Math.min(LARGEST, wanted));
        ByteBuffer next = buffer.capacity() < capacity ? ByteBuffer.allocate(capacity) : buffer.clear();
        buffer = ByteBuffer.allocate(0); // a late read may still write into the next one
        int count = use.run(() -> inner.read(next), late -> {});
        buffer = next.flip();
        return count;
    }

    @Override
    public boolean isOpen() {
        return use.isOpen();
    }

    @Override
    public void close() throws IOException {
        use.close();
    }

    /** The same for a file of a store. */
    static final class OfReader extends TimedChannel implements StoreReader {
        private final StoreReader reader;

        OfReader(StorePath path, StoreReader reader, TimedCalls calls) {
            super(path, reader, calls);
            this.reader = reader;
        }

        @Override
        public FileInfo info() {
            return reader.info();
        }

        @Override
        public long size() {
            return reader.size();
        }
    }
}
