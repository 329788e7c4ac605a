package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;

/**
 * A staging that passes everything on; a layer that wraps what its store hands out overrides what it cares about, and
 * takes the wrapping off before it publishes, since a store knows only stagings of its own.
 */
class LayeredStaging implements Staging {

    private final Store owner;
    private final Staging inner;

    /** @param owner the layer's store, which alone takes the wrapping off */
    LayeredStaging(Store owner, Staging inner) {
        this.owner = owner;
        this.inner = inner;
    }

    /** The changes with the contents as the inner store knows them. */
    static List<Change> unwrap(Store owner, List<Change> changes) {
        return changes.stream().map(change -> unwrap(owner, change)).toList();
    }

    private static Change unwrap(Store owner, Change change) {
        return change instanceof Change.Put put && put.content() instanceof LayeredStaging staging
                && staging.owner == owner
                        ? new Change.Put(put.path(), staging.inner, put.guard())
                        : change;
    }

    final Staging inner() {
        return inner;
    }

    @Override
    public long size() {
        return inner.size();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return inner.write(source);
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
    public FileInfo info(StorePath path, Detail detail) throws IOException {
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
