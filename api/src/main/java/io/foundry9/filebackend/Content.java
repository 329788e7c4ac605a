package io.foundry9.filebackend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where bytes come from. It is read by the thread that writes, never kept in memory as a whole unless it was there
 * already, and never closed unless the factory says so. One's own kind of source is one method.
 */
@ConsumerType
public interface Content {

    /**
     * Writes all bytes to the sink, which takes each buffer whole.
     *
     * @throws IOException the source failed, or the sink did; nothing of what was written is then published
     */
    void writeTo(WritableByteChannel sink) throws IOException;

    /** The number of bytes, where that is known before they are read. */
    default OptionalLong length() {
        return OptionalLong.empty();
    }

    /** Whether {@link #writeTo} can be called again and gives the same bytes; what cannot is never retried. */
    default boolean repeatable() {
        return false;
    }

    /**
     * The publisher that the bytes come from, where they come from one. Who has it need not call {@link #writeTo}, and so
     * no thread has to wait for what comes.
     */
    default Optional<Flow.Publisher<ByteBuffer>> publisher() {
        return Optional.empty();
    }

    /** No bytes at all. */
    static Content empty() {
        return Contents.ofBytes(new byte[0]);
    }

    /** These bytes; the array is not copied, so leave it alone until the write has returned. */
    static Content of(byte[] bytes) {
        return Contents.ofBytes(bytes);
    }

    /**
     * This text in UTF-8.
     *
     * @throws IllegalArgumentException it holds half of a surrogate pair, which UTF-8 cannot express
     */
    static Content of(String text) {
        return Contents.ofBytes(Contents.encode(text));
    }

    /** What remains of the stream, which the caller closes. */
    static Content of(InputStream stream) {
        return Contents.ofStream(stream);
    }

    /** What remains of the channel, which the caller closes. */
    static Content of(ReadableByteChannel channel) {
        return Contents.ofChannel(channel);
    }

    /** The content of a file of the default or any other {@code java.nio} file system; opened and closed each time. */
    static Content of(Path file) {
        return Contents.ofPath(file);
    }

    /** The remaining bytes of each buffer in turn. */
    static Content ofChunks(Iterator<ByteBuffer> chunks) {
        return Contents.ofChunks(chunks);
    }

    /** The text of each chunk in turn, in UTF-8; a surrogate pair may be split between two. */
    static Content ofTextChunks(Iterator<? extends CharSequence> chunks) {
        return Contents.ofTextChunks(chunks);
    }

    /** What the publisher emits, asked for a few buffers at a time; it is cancelled if the write fails. */
    static Content of(Flow.Publisher<ByteBuffer> publisher) {
        return Contents.ofPublisher(publisher);
    }
}
