package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A reader that passes everything on; a layer overrides what it cares about. */
class LayeredReader implements StoreReader {

    private final StoreReader inner;

    LayeredReader(StoreReader inner) {
        this.inner = inner;
    }

    @Override
    public FileInfo info() {
        return inner.info();
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return inner.read(target);
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
