package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** An open file. */
record LocalReader(FileInfo info, SeekableByteChannel channel) implements StoreReader {

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return Transfers.read(channel, bytes);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
