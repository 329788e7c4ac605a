package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads from a channel, each read in a limited time. It reads into a buffer of its own, so that a late read never touches
 * one that its caller has taken back. For one thread at a time.
 */
class TimedChannel implements ReadableByteChannel {

    private static final int BUFFER = 128 * 1024;

    private final ReadableByteChannel inner;
    private final TimedUse use;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    TimedChannel(StorePath path, ReadableByteChannel inner, TimedCalls calls) {
        this.inner = inner;
        this.use = new TimedUse(path, inner, calls);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int wanted = Math.min(target.remaining(), BUFFER);
        if (buffer.capacity() < wanted) {
            buffer = ByteBuffer.allocate(wanted);
        }
        ByteBuffer taken = buffer.clear().limit(wanted);
        int count = use.run(() -> inner.read(taken), late -> {});
        target.put(taken.flip());
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
    }
}
