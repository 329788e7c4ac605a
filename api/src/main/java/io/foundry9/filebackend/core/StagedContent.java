package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.spi.Staging;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/** What was put aside, as content that can be read as often as needed. */
record StagedContent(Staging staging) implements Content {

    @Override
    public void writeTo(WritableByteChannel sink) throws IOException {
        try (ReadableByteChannel channel = staging.open(0)) {
            Content.of(channel).writeTo(sink);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(staging.size());
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
