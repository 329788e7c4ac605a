package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An open file as an {@link InputStream}, which reads ahead for those who ask for little at a time; its failures are
 * {@link IOException}s that say what every error says.
 */
final class ReaderStream extends InputStream {

    private static final int TRANSFER = 128 * 1024;
    private static final int AHEAD = 64 * 1024;

    /** For files that are longer than they say, as the kernel's are, or become so. */
    private static final int LEAST_AHEAD = 8 * 1024;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final String operation;
    private final StorePath path;
    private final StoreReader reader;
    private ByteBuffer ahead = NOTHING;

    ReaderStream(String operation, StorePath path, StoreReader reader) {
        this.operation = operation;
        this.path = path;
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        if (isAtHand()) {
            return ahead.get() & 0xff;
        }
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (isAtHand()) {
            return take(bytes, offset, length);
        }
        return Calls.runChecked(operation, path.toString(), () -> {
            if (length >= AHEAD) {
                return readInto(ByteBuffer.wrap(bytes, offset, length));
            }
            return fill() < 0 ? -1 : take(bytes, offset, length);
        });
    }

    /** What was read ahead is of no use any more once the file is closed, by whomever: the reader says why. */
    private boolean isAtHand() {
        return ahead.hasRemaining() && reader.isOpen();
    }

    private int take(byte[] bytes, int offset, int length) {
        int n = Math.min(length, ahead.remaining());
        ahead.get(bytes, offset, n);
        return n;
    }

    private int fill() throws IOException {
        if (ahead.capacity() == 0) {
            ahead = ByteBuffer.allocate((int) Math.min(AHEAD, Math.max(LEAST_AHEAD, reader.size() + 1)));
        }
        int n = readInto(ahead.clear());
        ahead.flip();
        return n;
    }

    private int readInto(ByteBuffer buffer) throws IOException {
        int n;
        do {
            n = reader.read(buffer);
        } while (n == 0);
        return n;
    }

    @Override
    public int available() {
        return isAtHand() ? ahead.remaining() : 0;
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
