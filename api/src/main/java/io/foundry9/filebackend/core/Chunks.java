package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A file as a stream of chunks. The stream owns the reader; for one thread at a time. */
final class Chunks extends AbstractSpliterator<ByteBuffer> {

    /** A chunk larger than this is allocated only as far as the file reaches. */
    private static final int MODEST = 1024 * 1024;

    /** How much is read at a time for smaller chunks, which are parts of it. */
    private static final int SLAB = 64 * 1024;

    private final StorePath path;
    private final StoreReader reader;
    private final int chunkSize;
    private long position;
    private ByteBuffer slab = ByteBuffer.allocate(0);
    private boolean ended;

    private Chunks(StorePath path, StoreReader reader, int chunkSize, long offset) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.path = path;
        this.reader = reader;
        this.chunkSize = chunkSize;
        this.position = offset;
    }

    /** @param offset where the reader stands */
    static Stream<ByteBuffer> stream(StorePath path, StoreReader reader, int chunkSize, long offset) {
        return closing(new Chunks(path, reader, chunkSize, offset), path, reader);
    }

    /** The elements as a stream that closes the reader with itself. */
    static <T> Stream<T> closing(Spliterator<T> elements, StorePath path, StoreReader reader) {
        return StreamSupport.stream(elements, false)
                .onClose(() -> Calls.perform("streamRead", path.toString(), reader::close));
    }

    static void checkSize(int chunkSize) {
        if (chunkSize < 1) {
            throw new IllegalArgumentException("a chunk must have at least 1 byte, not " + chunkSize);
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super ByteBuffer> action) {
        ByteBuffer chunk = Calls.run("streamRead", path.toString(), this::next);
        position += chunk.remaining();
        if (chunk.hasRemaining()) {
            action.accept(chunk.asReadOnlyBuffer());
            return true;
        }
        return false;
    }

    private ByteBuffer next() throws IOException {
        return chunkSize <= SLAB / 2 ? nextOfSlab() : nextAlone();
    }

    private ByteBuffer nextOfSlab() throws IOException {
        if (slab.remaining() < chunkSize && !ended) {
            fillSlab();
        }
        int size = Math.min(chunkSize, slab.remaining());
        ByteBuffer chunk = slab.slice(slab.position(), size);
        slab.position(slab.position() + size);
        return chunk;
    }

    /** As many chunks as are there at once, and at least a whole one, unless the file ends before. */
    private void fillSlab() throws IOException {
        long ahead = Math.max(chunkSize, reader.size() - position + 1);
        ByteBuffer fresh = ByteBuffer.allocate((int) Math.min(SLAB / chunkSize * chunkSize, ahead)).put(slab);
        while (fresh.position() < chunkSize && !ended) {
            ended = reader.read(fresh) < 0;
        }
        slab = fresh.flip();
    }

    private ByteBuffer nextAlone() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(firstCapacity());
        Reading.fill(reader, chunk);
        while (!chunk.hasRemaining() && chunk.capacity() < chunkSize) {
            long doubled = Math.max(MODEST, 2L * chunk.capacity());
            chunk = ByteBuffer.allocate((int) Math.min(chunkSize, doubled)).put(chunk.flip());
            Reading.fill(reader, chunk);
        }
        return chunk.flip();
    }

    /** One byte more than is expected shows that the file has grown. */
    private int firstCapacity() {
        if (chunkSize <= MODEST) {
            return chunkSize;
        }
        return (int) Math.max(1, Math.min(chunkSize, reader.size() - position + 1));
    }
}
