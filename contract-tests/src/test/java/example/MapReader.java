package example;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import java.nio.ByteBuffer;

/** An open file of a {@link MapStore}: the bytes that were there when it was opened. */
final class MapReader implements StoreReader {

    private final FileInfo info;
    private final ByteBuffer rest;
    private boolean open = true;

    MapReader(FileInfo info, byte[] bytes, int offset) {
        this.info = info;
        this.rest = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    }

    @Override
    public FileInfo info() {
        return info;
    }

    @Override
    public int read(ByteBuffer target) {
        if (!rest.hasRemaining()) {
            return -1;
        }
        int n = Math.min(rest.remaining(), target.remaining());
        target.put(rest.slice(rest.position(), n));
        rest.position(rest.position() + n);
        return n;
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
