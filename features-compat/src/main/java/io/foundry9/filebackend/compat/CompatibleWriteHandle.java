package io.foundry9.filebackend.compat;

import static io.foundry9.filebackend.compat.ExceptionMapping.asJava;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A {@link WriteHandle} that fails as Java's channels do. For one thread at a time. */
public final class CompatibleWriteHandle implements WritableByteChannel {

    private final WriteHandle handle;

    CompatibleWriteHandle(WriteHandle handle) {
        this.handle = handle;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return asJava(() -> handle.write(source));
    }

    @Override
    public boolean isOpen() {
        return handle.isOpen();
    }

    /**
     * As {@link WriteHandle#commit}.
     *
     * @throws IllegalStateException the handle is closed already
     */
    public FileInfo commit() throws IOException {
        return asJava(handle::commit);
    }

    /** Discards what was not committed. A second call does nothing. */
    @Override
    public void close() throws IOException {
        asJava(handle::close);
    }
}
