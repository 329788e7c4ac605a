package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** A stretch of a content: a whole file of the store, or something that was put aside. Immutable. */
sealed interface OverlayPart {

    /** In bytes. */
    long size();

    ReadableByteChannel open(long offset) throws IOException;

    /** A file of the store, as long as it was when it was looked at. */
    record InStore(Store store, StorePath path, long size) implements OverlayPart {
        @Override
        public ReadableByteChannel open(long offset) throws IOException {
            return store.open(path, offset);
        }
    }

    /** Finished content, owned by whoever owns this. */
    record Staged(Staging staging) implements OverlayPart {
        @Override
        public long size() {
            return staging.size();
        }

        @Override
        public ReadableByteChannel open(long offset) throws IOException {
            return staging.open(offset);
        }
    }
}
