package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/** All that a channel holds, wherever its position is. */
record SpoolContent(FileChannel spool, long size) implements Content {

    private static final int TRANSFER = 128 * 1024;

    SpoolContent(FileChannel spool) throws IOException {
        this(spool, spool.size());
    }

    @Override
    public void writeTo(WritableByteChannel sink) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(TRANSFER);
        long position = 0;
        for (int n = spool.read(buffer, position); n >= 0; n = spool.read(buffer.clear(), position)) {
            position += n;
            sink.write(buffer.flip());
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
