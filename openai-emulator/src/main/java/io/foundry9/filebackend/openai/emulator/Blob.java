package io.foundry9.filebackend.openai.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bytes that nobody changes any more, in memory or in a temporary file. Whoever keeps one retains it, and releases it
 * afterwards; the last release deletes the temporary file. A new one is held once, by its maker. Safe for threads.
 */
abstract sealed class Blob {
    private final AtomicInteger holders = new AtomicInteger(1);

    abstract long size();

    abstract InputStream open() throws IOException;

    abstract void delete();

    final Blob retain() {
        holders.incrementAndGet();
        return this;
    }

    final void release() {
        if (holders.decrementAndGet() == 0) {
            delete();
        }
    }

    static Blob of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** Takes over the file: it is deleted with the last release. */
    static Blob of(Path file) throws IOException {
        return new InFile(file, Files.size(file));
    }

    /** One after the other; nothing is copied, each is retained. */
    static Blob joined(List<Blob> blobs) {
        blobs.forEach(Blob::retain);
        return new Joined(List.copyOf(blobs));
    }

    private static final class InMemory extends Blob {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        long size() {
            return bytes.length;
        }

        @Override
        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        void delete() {
            // The garbage collector does.
        }
    }

    private static final class InFile extends Blob {
        private final Path file;
        private final long size;

        InFile(Path file, long size) {
            this.file = file;
            this.size = size;
        }

        @Override
        long size() {
            return size;
        }

        @Override
        InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        void delete() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Opens each when it is its turn: there may be more than files may be open. */
    private record OneByOne(Iterator<Blob> blobs) implements Enumeration<InputStream> {
        @Override
        public boolean hasMoreElements() {
            return blobs.hasNext();
        }

        @Override
        public InputStream nextElement() {
            try {
                return blobs.next().open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Joined extends Blob {
        private final List<Blob> blobs;

        Joined(List<Blob> blobs) {
            this.blobs = blobs;
        }

        @Override
        long size() {
            return blobs.stream().mapToLong(Blob::size).sum();
        }

        @Override
        InputStream open() {
            return new SequenceInputStream(new OneByOne(blobs.iterator()));
        }

        @Override
        void delete() {
            blobs.forEach(Blob::release);
        }
    }
}
