package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * A staging that passes everything on to another; for stores that hand out such ones, see {@link ForwardingStore}. For one thread
 * at a time.
 */
public abstract class ForwardingStaging implements Staging {

    private final Staging inner;

    /** @param inner to which all calls go, and which is discarded with this */
    protected ForwardingStaging(Staging inner) {
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    /** The staging that this one passes on to. */
    protected final Staging inner() {
        return inner;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return inner.write(source);
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public void finish() throws IOException {
        inner.finish();
    }

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        return inner.open(offset);
    }

    @Override
    public FileInfo info(StorePath path, Store.Detail detail) throws IOException {
        return inner.info(path, detail);
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
