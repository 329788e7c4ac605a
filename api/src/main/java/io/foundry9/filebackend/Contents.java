package io.foundry9.filebackend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Flow;

/** The kinds of {@link Content} that there are. */
final class Contents {

    /** Large enough that system calls don't show, small enough for many writers at once. */
    private static final int BUFFER = 128 * 1024;

    private static final int SMALL_BUFFER = 8 * 1024;

    private static final int LARGE = 1024 * 1024;

    private static final String HALF_A_PAIR = "the text holds half of a surrogate pair, which UTF-8 cannot express";

    private Contents() {}

    static Content ofBytes(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new Content() {
            @Override
            public void writeTo(WritableByteChannel sink) throws IOException {
                sink.write(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            }

            @Override
            public OptionalLong length() {
                return OptionalLong.of(bytes.length);
            }

            @Override
            public boolean repeatable() {
                return true;
            }
        };
    }

    static byte[] encode(String text) {
        Objects.requireNonNull(text, "text");
        try {
            ByteBuffer encoded = newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(HALF_A_PAIR, e);
        }
    }

    private static CharsetEncoder newEncoder() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static Content ofStream(InputStream stream) {
        Objects.requireNonNull(stream, "stream");
        return sink -> {
            byte[] buffer = new byte[BUFFER];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                sink.write(ByteBuffer.wrap(buffer, 0, n));
            }
        };
    }

    static Content ofChannel(ReadableByteChannel channel) {
        Objects.requireNonNull(channel, "channel");
        return sink -> copy(channel, sink, ByteBuffer.allocate(BUFFER));
    }

    private static void copy(ReadableByteChannel channel, WritableByteChannel sink, ByteBuffer buffer)
            throws IOException {
        while (channel.read(buffer) >= 0) {
            sink.write(buffer.flip());
            buffer.clear();
        }
    }

    static Content ofPath(Path file) {
        Objects.requireNonNull(file, "file");
        return new Content() {
            @Override
            public void writeTo(WritableByteChannel sink) throws IOException {
                try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
                    copy(channel, sink, bufferFor(channel.size()));
                }
            }

            @Override
            public OptionalLong length() {
                try {
                    return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
                } catch (IOException e) {
                    return OptionalLong.empty(); // reading will tell what is wrong
                }
            }

            @Override
            public boolean repeatable() {
                return Files.isRegularFile(file);
            }
        };
    }

    /** Direct where the transfer is long enough to repay the allocation: it spares two copies in the JDK. */
    private static ByteBuffer bufferFor(long length) {
        if (length >= LARGE) {
            return ByteBuffer.allocateDirect(BUFFER);
        }
        return ByteBuffer.allocate((int) Math.max(SMALL_BUFFER, Math.min(BUFFER, length + 1)));
    }

    static Content ofChunks(Iterator<ByteBuffer> chunks) {
        Objects.requireNonNull(chunks, "chunks");
        return sink -> {
            while (chunks.hasNext()) {
                sink.write(chunks.next().duplicate());
            }
        };
    }

    static Content ofTextChunks(Iterator<? extends CharSequence> chunks) {
        Objects.requireNonNull(chunks, "chunks");
        return sink -> {
            CharsetEncoder encoder = newEncoder();
            ByteBuffer out = ByteBuffer.allocate(SMALL_BUFFER);
            String carried = "";
            while (chunks.hasNext()) {
                String text = carried + Objects.requireNonNull(chunks.next(), "chunk");
                boolean split = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
                carried = split ? text.substring(text.length() - 1) : "";
                encode(encoder, CharBuffer.wrap(text, 0, text.length() - carried.length()), out, sink);
            }
            encode(encoder, CharBuffer.wrap(carried), out, sink);
        };
    }

    private static void encode(CharsetEncoder encoder, CharBuffer text, ByteBuffer out, WritableByteChannel sink)
            throws IOException {
        CoderResult result;
        encoder.reset();
        do {
            result = encoder.encode(text, out, true);
            if (result.isError()) {
                throw new IOException(HALF_A_PAIR);
            }
            sink.write(out.flip());
            out.clear();
        } while (result.isOverflow());
    }

    static Content ofPublisher(Flow.Publisher<ByteBuffer> publisher) {
        Objects.requireNonNull(publisher, "publisher");
        return new Content() {
            @Override
            public void writeTo(WritableByteChannel sink) throws IOException {
                PublisherSource.drain(publisher, sink);
            }

            @Override
            public Optional<Flow.Publisher<ByteBuffer>> publisher() {
                return Optional.of(publisher);
            }
        };
    }
}
