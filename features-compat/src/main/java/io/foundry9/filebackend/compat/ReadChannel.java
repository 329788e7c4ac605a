package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * Reads a file at any position: on from where it is as long as possible, from a fresh stream elsewhere. What it gives
 * is one version of the file; when it has to open the file again and finds another one, it fails. Safe for use by many
 * threads, one at a time.
 */
final class ReadChannel implements SeekableByteChannel {

    /** It costs less to read over so much than to open the file again. */
    private static final int NEAR = 32 * 1024;

    private static final int MOST = 128 * 1024;

    private final VaultPath path;
    private final OpenSettings settings;
    private final long size;
    private final Optional<String> version;
    private InputStream stream;
    private long streamPosition;
    private long position;

    /** Whether it is not known where the stream is, or of which version. */
    private boolean lost;

    private volatile boolean open = true;

    ReadChannel(VaultPath path, FileInfo info, OpenSettings settings) throws IOException {
        this.path = path;
        this.settings = settings;
        this.size = info.size();
        this.version = info.version();
        this.stream = openAt(0);
        try {
            checkVersion();
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private InputStream openAt(long offset) throws IOException {
        InputStream in = EntryCalls.run(path,
                () -> path.getFileSystem().backend().openRead(path.inBackend(), offset));
        streamPosition = offset;
        return in;
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        checkOpen();
        if (position >= size) {
            return -1;
        }
        try {
            moveStream();
            int n = fill(target, (int) Math.min(target.remaining(), size - position));
            position += n;
            streamPosition = position;
            return n > 0 || !target.hasRemaining() ? n : -1;
        } catch (InterruptedIOException e) {
            throw interrupted(e);
        }
    }

    private int fill(ByteBuffer target, int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, MOST)];
        int n = EntryCalls.run(path, () -> stream.read(bytes, 0, bytes.length));
        target.put(bytes, 0, Math.max(0, n));
        return Math.max(0, n);
    }

    private void moveStream() throws IOException {
        long ahead = position - streamPosition;
        if (lost || ahead < 0 || ahead > NEAR) {
            lost = true;
            EntryCalls.perform(path, stream::close);
            stream = openAt(position);
            checkVersion();
        } else if (ahead > 0) {
            lost = true;
            EntryCalls.perform(path, () -> stream.skipNBytes(ahead));
        }
        streamPosition = position;
        lost = false;
    }

    private void checkVersion() throws IOException {
        if (version.isPresent() && !version.equals(Entries.require(path).version())) {
            throw new FileSystemException(path.toString(), null,
                    "has been replaced since it was opened; open it again");
        }
    }

    private IOException interrupted(InterruptedIOException failure) throws IOException {
        if (!(failure.getCause() instanceof StorageException)) {
            return failure;
        }
        close();
        ClosedByInterruptException closed = new ClosedByInterruptException();
        closed.initCause(failure.getCause());
        return closed;
    }

    private void checkOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        checkOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized long position() throws IOException {
        checkOpen();
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        checkOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("a negative position: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        checkOpen();
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) throws IOException {
        checkOpen();
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        path.getFileSystem().forget(this);
        EntryCalls.perform(path, stream::close);
        if (settings.deletesOnClose()) {
            EntryCalls.perform(path, () -> path.getFileSystem().backend().delete(path.inBackend()));
        }
    }
}
