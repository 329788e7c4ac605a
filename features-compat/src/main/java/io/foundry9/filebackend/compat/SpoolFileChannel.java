package io.foundry9.filebackend.compat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * A {@link SpoolChannel} for those who insist on a {@link FileChannel}: also what is only read lies in a temporary file.
 * {@link #force} makes what was written the file's content at once.
 */
final class SpoolFileChannel extends FileChannel {

    private final SpoolChannel spool;
    private final FileChannel file;

    SpoolFileChannel(SpoolChannel spool) {
        this.spool = spool;
        this.file = spool.file();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return spool.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        spool.checkReads();
        return file.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        spool.checkReads();
        return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return spool.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        spool.changing();
        return file.write(sources, offset, length);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        spool.changing();
        return file.write(source, position);
    }

    @Override
    public long position() throws IOException {
        return spool.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        spool.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return spool.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        spool.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        spool.publish();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        spool.checkReads();
        return file.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        spool.changing();
        return file.transferFrom(source, position, count);
    }

    /** What is written to memory is not noticed, so memory is for reading only, or private. */
    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        spool.checkReads();
        if (mode == MapMode.READ_WRITE) {
            throw new UnsupportedOperationException("a file in a vault is not written by writing to memory");
        }
        return file.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException("a file in a vault is not locked by channels");
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        return lock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        spool.close();
    }
}
