package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/** What lies in a store already, as content for another place in it. */
record StoredContent(Store store, StorePath path, long size) implements Content {

    @Override
    public void writeTo(WritableByteChannel sink) throws IOException {
        try (StoreReader reader = store.open(path, 0)) {
            Content.of(reader).writeTo(sink);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
