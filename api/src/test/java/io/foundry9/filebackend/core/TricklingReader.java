package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.spi.StoreReader;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** Gives at most a few bytes at a time, as a network may, and counts how often it is asked. */
final class TricklingReader implements StoreReader {
    private final ByteBuffer content;
    private final int most;
    private int reads;
    private boolean open = true;

    TricklingReader(byte[] content, int most) {
        this.content = ByteBuffer.wrap(content);
        this.most = most;
    }

    @Override
    public FileInfo info() {
        return FileInfo.builder("a.txt", FileType.FILE).size(content.capacity()).build();
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        reads++;
        if (!content.hasRemaining()) {
            return -1;
        }
        int n = Math.min(most, Math.min(content.remaining(), target.remaining()));
        target.put(content.slice(content.position(), n));
        content.position(content.position() + n);
        return n;
    }

    int reads() {
        return reads;
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
