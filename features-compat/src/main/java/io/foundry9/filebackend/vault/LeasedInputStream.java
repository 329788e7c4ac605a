package io.foundry9.filebackend.vault;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream that holds a lease until it is closed. */
final class LeasedInputStream extends FilterInputStream {

    private final Lease lease;

    LeasedInputStream(InputStream in, Lease lease) {
        super(in);
        this.lease = lease;
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return in.read(bytes);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return in.readAllBytes();
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        return in.readNBytes(length);
    }

    @Override
    public int readNBytes(byte[] bytes, int offset, int length) throws IOException {
        return in.readNBytes(bytes, offset, length);
    }

    @Override
    public void skipNBytes(long count) throws IOException {
        in.skipNBytes(count);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return in.transferTo(out);
    }

    /** A second call does nothing, since what is behind the stream may be closed by then. */
    @Override
    public void close() throws IOException {
        if (lease.isOver()) {
            return;
        }
        try {
            in.close();
        } finally {
            lease.run();
        }
    }
}
