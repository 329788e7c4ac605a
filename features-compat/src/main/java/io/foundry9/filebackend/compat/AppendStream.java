package io.foundry9.filebackend.compat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** Adds to the end of a file what has come together, when there is much of it, when it is flushed, and at the end. */
final class AppendStream extends BufferedOutputStream {

    private static final int MUCH = 256 * 1024;

    private final AppendChannel channel;

    AppendStream(AppendChannel channel) {
        super(Channels.newOutputStream(channel), MUCH);
        this.channel = channel;
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            super.close();
        }
    }
}
