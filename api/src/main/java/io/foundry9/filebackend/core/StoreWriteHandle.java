package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** A write under way. The draft is this handle's own until it is published or discarded. For one thread. */
final class StoreWriteHandle implements WriteHandle {

    private static final String OPERATION = "write";

    private final StorePath path;
    private final Draft draft;
    private boolean open = true;

    StoreWriteHandle(StorePath path, Draft draft) {
        this.path = path;
        this.draft = draft;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        return Calls.runChecked(OPERATION, path.toString(), () -> draft.write(source));
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public FileInfo commit() {
        if (!open) {
            throw new IllegalStateException("the handle on '" + path + "' is closed");
        }
        open = false;
        return Calls.run(OPERATION, path.toString(), draft::publish);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Calls.perform(OPERATION, path.toString(), draft::close);
        }
    }
}
