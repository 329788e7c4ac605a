package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A handle that holds a lease until it is committed or closed. */
final class LeasedWriteHandle implements WriteHandle {

    private final WriteHandle handle;
    private final Lease lease;

    LeasedWriteHandle(WriteHandle handle, Lease lease) {
        this.handle = handle;
        this.lease = lease;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return handle.write(source);
    }

    @Override
    public boolean isOpen() {
        return !lease.isOver() && handle.isOpen();
    }

    @Override
    public FileInfo commit() {
        try {
            return handle.commit();
        } finally {
            lease.run();
        }
    }

    /** A second call does nothing, since what is behind the handle may be closed by then. */
    @Override
    public void close() {
        if (lease.isOver()) {
            return;
        }
        try {
            handle.close();
        } finally {
            lease.run();
        }
    }
}
