package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.testkit.MemoryNode.File;
import io.foundry9.filebackend.testkit.MemoryNode.Link;
import io.foundry9.filebackend.testkit.MemoryNode.Stamp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;

/**
 * Content on its way into a {@link MemoryStore}: bytes in an array that the tree knows nothing of, or a copy of a link.
 * For one thread at a time.
 */
final class MemoryStaging implements Staging {

    private enum State {
        WRITING,
        FINISHED,
        CLOSED
    }

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private State state = State.WRITING;
    private MemoryNode copied;

    MemoryStaging() {}

    /** Content that is there already. */
    MemoryStaging(MemoryNode copied) {
        this.copied = copied;
        this.state = State.FINISHED;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (state == State.FINISHED) {
            throw new IllegalStateException("the staged content is finished");
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        written.write(bytes);
        return bytes.length;
    }

    @Override
    public long size() {
        return copied != null ? copied.size() : written.size();
    }

    @Override
    public void finish() throws IOException {
        requireOpen();
        state = State.FINISHED;
    }

    @Override
    public ReadableByteChannel open(long offset) throws IOException {
        requireFinished();
        byte[] bytes = bytes();
        return Channels.newChannel(new ByteArrayInputStream(bytes, (int) offset, bytes.length));
    }

    @Override
    public FileInfo info(StorePath path, Detail detail) {
        FileType type = copied == null ? FileType.FILE : copied.type();
        return FileInfo.builder(path.toString(), type).size(size()).build();
    }

    private byte[] bytes() {
        if (copied == null) {
            return written.toByteArray();
        }
        return copied instanceof File file ? file.bytes() : new byte[0];
    }

    /** What is to stand in the tree. */
    MemoryNode toNode(Stamp stamp) throws IOException {
        requireFinished();
        return copied instanceof Link link ? new Link(link.target(), stamp) : new File(bytes(), stamp);
    }

    private void requireFinished() throws IOException {
        requireOpen();
        if (state != State.FINISHED) {
            throw new IllegalStateException("the staged content is not finished");
        }
    }

    private void requireOpen() throws IOException {
        if (state == State.CLOSED) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return state != State.CLOSED;
    }

    @Override
    public void close() {
        state = State.CLOSED;
        written.reset();
    }
}
