package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.BasicFileAttributes;

/** An open file, and what was seen of it then; put into words when somebody asks. For one thread at a time. */
final class LocalReader implements StoreReader {

    private final StorePath path;
    private final BasicFileAttributes found;
    private final boolean settled;
    private final SeekableByteChannel channel;
    private FileInfo info;

    /** @param settled whether the version of what was found will not be that of another content */
    LocalReader(StorePath path, BasicFileAttributes found, boolean settled, SeekableByteChannel channel) {
        this.path = path;
        this.found = found;
        this.settled = settled;
        this.channel = channel;
    }

    /** A reader does not wait for the clock to tick: it would rather have a version that matches nothing. */
    @Override
    public FileInfo info() {
        if (info == null) {
            FileInfo.Builder builder = Entries.describe(path, found);
            info = (settled ? builder : builder.version(Versions.unsettledToken(found))).build();
        }
        return info;
    }

    @Override
    public long size() {
        return found.size();
    }

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
