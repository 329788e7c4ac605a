package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file as a stream of texts, each of whole code points: as many as fit into the chunk size, and at least one. The
 * stream owns the reader; for one thread at a time.
 */
final class TextChunks extends AbstractSpliterator<String> {

    private static final int LONGEST_CODE_POINT = 4;
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private final StorePath path;
    private final StoreReader reader;
    private final int chunkSize;
    private final ByteBuffer buffer;
    private long offset;

    private TextChunks(StorePath path, StoreReader reader, int chunkSize) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE);
        this.path = path;
        this.reader = reader;
        long useful = Math.max(LONGEST_CODE_POINT, reader.size() + 1);
        this.chunkSize = (int) Math.min(Math.min(chunkSize, LARGEST), useful);
        this.buffer = ByteBuffer.allocate(Math.max(this.chunkSize, LONGEST_CODE_POINT) + 1).limit(0);
    }

    static Stream<String> stream(StorePath path, StoreReader reader, int chunkSize) {
        return Chunks.closing(new TextChunks(path, reader, chunkSize), path, reader);
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
        String text = Calls.run("streamText", path.toString(), this::next);
        if (text.isEmpty()) {
            return false;
        }
        action.accept(text);
        return true;
    }

    private String next() throws IOException {
        buffer.compact();
        Reading.fill(reader, buffer);
        buffer.flip();
        int length = wholeCodePoints();
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        String text = Utf8.decode(path, bytes, offset);
        offset += length;
        return text;
    }

    /** The buffer holds one byte more than a chunk, so whether a code point goes on behind the chunk can be seen. */
    private int wholeCodePoints() {
        int available = buffer.remaining();
        if (available <= chunkSize) {
            return available;
        }
        int end = chunkSize;
        while (end > 0 && chunkSize - end < LONGEST_CODE_POINT - 1 && Utf8.isContinuation(buffer.get(end))) {
            end--;
        }
        if (end > 0 && !Utf8.isContinuation(buffer.get(end))) {
            return end;
        }
        return Math.min(available, end == 0 ? Utf8.lengthOf(buffer.get(0)) : chunkSize);
    }
}
