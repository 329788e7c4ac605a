package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.WriteHandle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/**
 * What is written becomes the file's content in one step when the stream is closed. If a write has failed, closing
 * leaves everything as it was.
 */
final class PublishingStream extends OutputStream {

    private final VaultPath path;
    private final WriteHandle handle;
    private boolean failed;
    private boolean closed;

    PublishingStream(VaultPath path, WriteHandle handle) {
        this.path = path;
        this.handle = handle;
    }

    @Override
    public void write(int unit) throws IOException {
        write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        boolean written = false;
        try {
            EntryCalls.run(path, () -> handle.write(buffer));
            written = true;
        } finally {
            failed |= !written;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        path.getFileSystem().forget(this);
        EntryCalls.perform(path, () -> {
            try (handle) {
                if (!failed) {
                    handle.commit();
                }
            }
        });
    }
}
