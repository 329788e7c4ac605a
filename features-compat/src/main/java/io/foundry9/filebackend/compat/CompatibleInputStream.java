package io.foundry9.filebackend.compat;

import static io.foundry9.filebackend.compat.ExceptionMapping.asJava;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A stream of a backend that fails as a stream of {@link java.nio.file.Files} does. */
final class CompatibleInputStream extends InputStream {

    private final InputStream in;

    CompatibleInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return asJava(() -> in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return asJava(() -> in.read(bytes, offset, length));
    }

    @Override
    public long skip(long count) throws IOException {
        return asJava(() -> in.skip(count));
    }

    @Override
    public int available() throws IOException {
        return asJava(in::available);
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return asJava(() -> in.transferTo(out));
    }

    @Override
    public void close() throws IOException {
        asJava(in::close);
    }
}
