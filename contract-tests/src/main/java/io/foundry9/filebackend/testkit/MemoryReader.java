package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import io.foundry9.filebackend.testkit.MemoryNode.File;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** An open file of a {@link MemoryStore}. It goes on with what it was opened on. For one thread at a time. */
final class MemoryReader implements StoreReader {

    private final ByteBuffer rest;
    private final FileInfo info;
    private boolean open = true;

    MemoryReader(File file, FileInfo info, long offset) {
        int start = (int) Math.min(offset, file.bytes().length);
        this.rest = ByteBuffer.wrap(file.bytes(), start, file.bytes().length - start);
        this.info = info;
    }

    @Override
    public int read(ByteBuffer sink) throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (!rest.hasRemaining()) {
            return -1;
        }
        int count = Math.min(rest.remaining(), sink.remaining());
        sink.put(rest.slice().limit(count));
        rest.position(rest.position() + count);
        return count;
    }

    @Override
    public FileInfo info() {
        return info;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
