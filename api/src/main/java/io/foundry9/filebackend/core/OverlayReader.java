package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads the parts of a content one after the other. All are opened at once, so that what the session does to the file
 * meanwhile is not seen. For one thread at a time.
 */
final class OverlayReader implements StoreReader {

    private final FileInfo info;
    private final Deque<ReadableByteChannel> ahead = new ArrayDeque<>();
    private boolean open = true;

    private OverlayReader(FileInfo info) {
        this.info = info;
    }

    /** @param offset in bytes; beyond the end there is nothing to read */
    static OverlayReader open(FileInfo info, List<OverlayPart> parts, long offset) throws IOException {
        OverlayReader reader = new OverlayReader(info);
        try {
            long skip = offset;
            for (OverlayPart part : parts) {
                if (skip < part.size()) {
                    reader.ahead.add(part.open(skip));
                }
                skip = Math.max(0, skip - part.size());
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public FileInfo info() {
        return info;
    }

    @Override
    public int read(ByteBuffer sink) throws IOException {
        while (!ahead.isEmpty()) {
            int read = ahead.peek().read(sink);
            if (read >= 0) {
                return read;
            }
            ahead.pop().close();
        }
        return -1;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        IOException first = null;
        while (!ahead.isEmpty()) {
            try {
                ahead.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
