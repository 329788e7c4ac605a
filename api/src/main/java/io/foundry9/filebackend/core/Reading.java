package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import io.foundry9.filebackend.spi.TextProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;

/** How a file is read as a whole or as a stream, and what there is to know of an entry. */
final class Reading {

    /** The largest array that every JVM allows. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Store store;

    Reading(Store store) {
        this.store = store;
    }

    byte[] read(StorePath path) throws IOException {
        try (StoreReader reader = store.open(path, 0)) {
            long size = reader.size();
            if (size > LARGEST_ARRAY) {
                throw new InvalidOperationException(Reason.TOO_LARGE, path.toString(),
                        "is too large to be read as a whole (" + size + " bytes); read it as a stream");
            }
            return size == 0 ? readUnsized(path, reader) : readSized(reader, (int) size);
        }
    }

    /** No read to find the end: a file that grows meanwhile is as long as it was when it was opened. */
    private static byte[] readSized(StoreReader reader, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size);
        fill(reader, content);
        return content.hasRemaining() ? Arrays.copyOf(content.array(), content.position()) : content.array();
    }

    /** What calls itself empty may still have content, as the files of the kernel do. */
    private static byte[] readUnsized(StorePath path, StoreReader reader) throws IOException {
        try (InputStream stream = new ReaderStream("read", path, reader)) {
            return stream.readAllBytes();
        }
    }

    /** Reads until the buffer is full or the content ends. */
    static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // a channel may give less than asked
        }
    }

    InputStream open(StorePath path, long offset) throws IOException {
        return new ReaderStream("openRead", path, openAt(path, offset));
    }

    StoreReader openAt(StorePath path, long offset) throws IOException {
        checkOffset(offset);
        StoreReader reader = store.open(path, offset);
        long size = reader.size();
        if (offset > size) {
            reader.close();
            throw new IllegalArgumentException(
                    "the offset " + offset + " is beyond the end of '" + path + "' at " + size);
        }
        return reader;
    }

    static void checkOffset(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("a negative offset: " + offset);
        }
    }

    FileInfo info(StorePath path) throws IOException {
        FileInfo info = store.stat(path, Store.Detail.FULL)
                .orElseThrow(() -> new NotFoundException(path.toString()));
        return info.isFile() && !info.contentProbed() ? probe(path, info) : info;
    }

    private FileInfo probe(StorePath path, FileInfo info) throws IOException {
        try (StoreReader reader = store.open(path, 0)) {
            ByteBuffer head = ByteBuffer.allocate(TextProbe.LENGTH + 1);
            fill(reader, head);
            head.flip();
            boolean whole = head.limit() <= TextProbe.LENGTH;
            head.limit(Math.min(head.limit(), TextProbe.LENGTH));
            return info.toBuilder().probed(TextProbe.isText(head, whole)).build();
        } catch (AccessDeniedException e) {
            return info; // what may not be read can still be told of
        } catch (InvalidOperationException e) {
            if (e.reason() == Reason.ACCESS_DENIED) {
                return info;
            }
            throw e;
        }
    }
}
