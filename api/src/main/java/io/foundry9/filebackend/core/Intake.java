package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.TextProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/**
 * The way of content into its staging. On the way it is counted, told to a listener, held against the largest file, and
 * its beginning kept, so that nobody has to read it again to know whether it is text. For one thread.
 */
final class Intake implements WritableByteChannel {

    private final Staging staging;
    private final StorePath path;
    private final ProgressListener progress;
    private final OptionalLong total;
    private final long largest;
    private ByteBuffer head = ByteBuffer.allocate(0);
    private long size;
    private Throwable ownFailure;

    Intake(Staging staging, StorePath path, ProgressListener progress, OptionalLong total, OptionalLong largest) {
        this.staging = staging;
        this.path = path;
        this.progress = progress;
        this.total = total;
        this.largest = largest.orElse(Long.MAX_VALUE);
    }

    /** Takes everything in; tells a failure of the source from one of the store. */
    void takeAll(Content content) throws IOException {
        try {
            Interruption.aside(() -> content.writeTo(this));
        } catch (IOException | RuntimeException e) {
            if (e == ownFailure || Failures.isInterrupt(e)) {
                throw e;
            }
            throw sourceFailed(path, e);
        }
    }

    static StorageException sourceFailed(StorePath path, Exception failure) {
        String words =
                failure instanceof IOException io ? Failures.describe(io) : String.valueOf(failure.getMessage());
        return new StorageException(Kind.SOURCE_FAILED, path.toString(),
                "its content could not be read from the source: " + words, failure);
    }

    @Override
    public int write(ByteBuffer buffer) throws IOException {
        int taken = buffer.remaining();
        try {
            if (size + taken > largest) {
                throw new InvalidOperationException(Reason.TOO_LARGE, path.toString(),
                        "is larger than this backend's limit of " + largest + " bytes");
            }
            keepHead(buffer);
            while (buffer.hasRemaining()) {
                staging.write(buffer);
            }
            size += taken;
            progress.progressed(size, total);
            return taken;
        } catch (IOException | RuntimeException e) {
            ownFailure = e;
            throw e;
        }
    }

    private void keepHead(ByteBuffer buffer) {
        int wanted = Math.min(TextProbe.LENGTH - head.capacity(), buffer.remaining());
        if (wanted > 0) {
            ByteBuffer longer = ByteBuffer.allocate(head.capacity() + wanted);
            longer.put(head.rewind()).put(buffer.slice(buffer.position(), wanted));
            head = longer;
        }
    }

    /** Whether what came in is text. */
    boolean isText() {
        return TextProbe.isText(head.rewind(), size == head.capacity());
    }

    @Override
    public boolean isOpen() {
        return staging.isOpen();
    }

    /** The staging stays open: who made it publishes or discards it. */
    @Override
    public void close() {
        // nothing of its own to release
    }
}
