package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What is sent as the body of a response. Closed once it has been sent, or will not be. */
interface Body extends AutoCloseable {
    long UNKNOWN = -1;

    /** In bytes, or {@link #UNKNOWN}: then it goes out in chunks. */
    long length();

    void writeTo(OutputStream out) throws IOException;

    /** What it says, when it is JSON and small enough to be looked at. */
    default Optional<JsonNode> json() {
        return Optional.empty();
    }

    @Override
    default void close() {
        // Most hold nothing.
    }

    static Body of(byte[] bytes) {
        return new Bytes(bytes, Optional.empty());
    }

    static Body of(JsonNode node) {
        return new Bytes(Json.bytes(node), Optional.of(node));
    }

    /** Retains the blob until the body is closed. */
    static Body of(Blob blob) {
        return new Stored(blob.retain());
    }

    /** Bytes in memory. */
    record Bytes(byte[] bytes, Optional<JsonNode> json) implements Body {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /** The content of a file. */
    record Stored(Blob blob) implements Body {
        @Override
        public long length() {
            return blob.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = blob.open()) {
                in.transferTo(out);
            }
        }

        @Override
        public void close() {
            blob.release();
        }
    }
}
