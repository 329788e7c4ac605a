package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Each write goes to the end of the file, wherever that is by then, and is seen at once. */
final class AppendChannel implements SeekableByteChannel {

    private final VaultPath path;
    private final OpenSettings settings;
    private volatile boolean open = true;

    AppendChannel(VaultPath path, OpenSettings settings) {
        this.path = path;
        this.settings = settings;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        checkOpen();
        byte[] addition = new byte[source.remaining()];
        source.duplicate().get(addition);
        if (addition.length > 0) {
            EntryCalls.run(path, () -> path.getFileSystem().backend()
                    .append(path.inBackend(), Content.of(addition), settings.with()));
        }
        source.position(source.limit());
        return addition.length;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        checkOpen();
        throw new NonReadableChannelException();
    }

    /** The end: that is where the next write goes. */
    @Override
    public long position() throws IOException {
        return size();
    }

    /** Means nothing to a channel that only appends. */
    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("a negative position: " + newPosition);
        }
        return this;
    }

    @Override
    public long size() throws IOException {
        checkOpen();
        return Entries.follow(path).size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("what is open for appending cannot be truncated");
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() throws IOException {
        if (open) {
            open = false;
            path.getFileSystem().forget(this);
            if (settings.deletesOnClose()) {
                EntryCalls.perform(path, () -> path.getFileSystem().backend().delete(path.inBackend()));
            }
        }
    }
}
