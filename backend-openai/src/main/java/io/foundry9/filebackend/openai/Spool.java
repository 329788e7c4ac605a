package io.foundry9.filebackend.openai;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/**
 * Bytes on their way to the service, so that an upload can be begun again: in memory while they are few, then in a temporary
 * file that has no name any more (where the system allows that) and vanishes with the process. Written by one thread; read
 * by any number once it is written.
 */
final class Spool implements Closeable {

    private static final Logger LOGGER = System.getLogger(Spool.class.getName());
    private static final int MEMORY = 64 * 1024;
    private static final int FIRST = 1024;
    private static final String PREFIX = "f9-upload-";

    private byte[] memory = new byte[FIRST];
    private FileChannel file;
    private long size;

    void write(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        if (file == null && size + count > MEMORY) {
            spill();
        }
        if (file == null) {
            if (size + count > memory.length) {
                memory = Arrays.copyOf(memory, Math.max(2 * memory.length, (int) size + count));
            }
            bytes.get(memory, (int) size, count);
        } else {
            writeFully(bytes);
        }
        size += count;
    }

    private void spill() throws IOException {
        boolean isPosix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = isPosix
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        file = FileChannel.open(Files.createTempFile(PREFIX, null, own), StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        writeFully(ByteBuffer.wrap(memory, 0, (int) size));
        memory = null;
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    long size() {
        return size;
    }

    boolean isInMemory() {
        return file == null;
    }

    /** The bytes from an offset on, once more each time it is called. */
    InputStream open(long offset) {
        return new Reading(offset);
    }

    @Override
    public void close() {
        memory = null;
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOGGER.log(Level.DEBUG, "a temporary file stays until this process ends", e);
            }
        }
    }

    private final class Reading extends BulkStream {
        private long position;

        Reading(long offset) {
            this.position = offset;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = (int) Math.min(length, size - position);
            if (count <= 0) {
                return -1;
            }
            if (file == null) {
                System.arraycopy(memory, (int) position, bytes, offset, count);
            } else {
                count = file.read(ByteBuffer.wrap(bytes, offset, count), position);
            }
            position += Math.max(0, count);
            return count;
        }
    }
}
