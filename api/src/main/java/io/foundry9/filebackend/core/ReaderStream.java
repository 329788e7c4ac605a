package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An open file as an {@link InputStream}; its failures are {@link IOException}s that say what every error says. */
final class ReaderStream extends InputStream {

    private static final int TRANSFER = 128 * 1024;

    private final String operation;
    private final StorePath path;
    private final StoreReader reader;

    ReaderStream(String operation, StorePath path, StoreReader reader) {
        this.operation = operation;
        this.path = path;
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        return Calls.runChecked(operation, path.toString(), () -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            int n;
            do {
                n = reader.read(buffer);
            } while (n == 0);
            return n;
        });
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[TRANSFER];
        long moved = 0;
        for (int n = read(buffer); n >= 0; n = read(buffer)) {
            out.write(buffer, 0, n);
            moved += n;
        }
        return moved;
    }

    @Override
    public void close() throws IOException {
        Calls.runChecked(operation, path.toString(), () -> {
            reader.close();
            return null;
        });
    }
}
