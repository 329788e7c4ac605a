package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** The content of a file, put aside. */
final class StagedFile extends Staged {

    private final SeekableByteChannel channel;
    private final boolean durable;
    private long size;
    private boolean finished;

    StagedFile(StagingArea area, Path name, SeekableByteChannel channel, boolean durable, Optional<Looks> looks) {
        super(area, name, looks);
        this.channel = channel;
        this.durable = durable;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (finished) {
            throw new NonWritableChannelException();
        }
        int written = Transfers.writeAll(bytes, channel);
        size += written;
        return written;
    }

    /** Takes a file's content from its position on, in the kernel where it can. */
    void takeAll(SeekableByteChannel source) throws IOException {
        size += Transfers.copy(source, channel);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        if (durable && channel instanceof FileChannel file) {
            file.force(true);
        }
        channel.close();
        finished = true;
    }

    @Override
    void force() throws IOException {
        if (!durable) {
            try (SeekableByteChannel again = area().folder().channel(name(), Set.of(StandardOpenOption.READ))) {
                if (again instanceof FileChannel file) {
                    file.force(true);
                }
            }
        }
    }

    @Override
    boolean isFinished() {
        return finished;
    }

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        if (!finished) {
            throw new IllegalStateException("not finished");
        }
        SeekableByteChannel reader = area().folder().channel(name(), Set.of(StandardOpenOption.READ));
        return reader.position(offset);
    }

    @Override
    void release() throws IOException {
        channel.close();
    }
}
