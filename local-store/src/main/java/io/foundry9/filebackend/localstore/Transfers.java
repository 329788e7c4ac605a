package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Moves bytes between buffers and channels. A heap buffer goes through in slices, since the JDK keeps a direct buffer as
 * large as the largest that was ever given to it, for each thread.
 */
final class Transfers {

    private static final int SLICE = 256 * 1024;
    private static final long KERNEL_SLICE = 1L << 30;

    private Transfers() {}

    /** Writes what remains, whatever the channel takes at a time. */
    static int writeAll(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
        int total = bytes.remaining();
        while (bytes.hasRemaining()) {
            if (bytes.isDirect() || bytes.remaining() <= SLICE) {
                channel.write(bytes);
            } else {
                int written = channel.write(bytes.slice(bytes.position(), SLICE));
                bytes.position(bytes.position() + written);
            }
        }
        return total;
    }

    /** Reads once. */
    static int read(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
        if (bytes.isDirect() || bytes.remaining() <= SLICE) {
            return channel.read(bytes);
        }
        int read = channel.read(bytes.slice(bytes.position(), SLICE));
        if (read > 0) {
            bytes.position(bytes.position() + read);
        }
        return read;
    }

    /** Reads until the buffer is full or the channel ends; whether it has ended. */
    static boolean readAll(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = read(channel, bytes);
        }
        return read < 0;
    }

    /** Copies from one position to the other until the source ends. */
    static long copy(SeekableByteChannel source, SeekableByteChannel target) throws IOException {
        return source instanceof FileChannel from && target instanceof FileChannel to
                ? copyInKernel(from, to)
                : copyThrough(source, target);
    }

    private static long copyInKernel(FileChannel source, FileChannel target) throws IOException {
        long start = source.position();
        long position = start;
        while (true) {
            long moved = source.transferTo(position, KERNEL_SLICE, target);
            if (moved <= 0) {
                return position - start;
            }
            position += moved;
        }
    }

    private static long copyThrough(SeekableByteChannel source, SeekableByteChannel target) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SLICE);
        long total = 0;
        while (source.read(buffer) >= 0) {
            total += writeAll(buffer.flip(), target);
            buffer.clear();
        }
        return total;
    }
}
