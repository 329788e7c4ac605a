package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/** An open entry. For one thread. */
final class EntryReader implements StoreReader {

    private final Entry entry;
    private final ReadableByteChannel channel;
    private final Runnable whenClosed;

    EntryReader(Entry entry, InputStream in, Runnable whenClosed) {
        this.entry = entry;
        this.channel = Channels.newChannel(in);
        this.whenClosed = whenClosed;
    }

    @Override
    public FileInfo info() {
        return entry.info();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        return Trouble.at(entry.path(), () -> channel.read(target));
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        if (isOpen()) {
            try {
                channel.close();
            } finally {
                whenClosed.run();
            }
        }
    }
}
