package io.foundry9.filebackend.benchmarks;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads or writes one large file, in a process of its own: {@code StreamOnce HOW ROOT SIZE}, the size in bytes. */
final class StreamOnce {

    private StreamOnce() {
    }

    public static void main(String[] arguments) throws IOException {
        long size = Long.parseLong(arguments[2]);
        try (FileBackend files = Vaults.local(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "read" -> Streams.drain(size, files.openRead("big.bin"), FileBackend.DEFAULT_CHUNK_SIZE);
                case "read-chunks" -> {
                    try (Stream<ByteBuffer> chunks = files.streamRead("big.bin")) {
                        Streams.expect(size, chunks.mapToLong(ByteBuffer::remaining).sum());
                    }
                }
                case "write" -> files.write("new.bin", Content.of(new Zeros(size)), WriteOption.OVERWRITE);
                case "read-whole" -> Streams.expect(size, files.read("big.bin").length);
                case "write-whole" -> files.write("new.bin", Content.of(new byte[(int) size]), WriteOption.OVERWRITE);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int n = (int) Math.min(left, length);
            left -= n;
            return n == 0 && length > 0 ? -1 : n;
        }
    }
}
