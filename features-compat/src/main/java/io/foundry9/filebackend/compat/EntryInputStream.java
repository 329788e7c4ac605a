package io.foundry9.filebackend.compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A file's content as a stream whose failures name the path. */
final class EntryInputStream extends InputStream {

    private final VaultPath path;
    private final InputStream in;
    private boolean closed;

    EntryInputStream(VaultPath path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return EntryCalls.run(path, () -> in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return EntryCalls.run(path, () -> in.read(bytes, offset, length));
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        return EntryCalls.run(path, () -> in.transferTo(out));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            path.getFileSystem().forget(this);
            EntryCalls.perform(path, in::close);
        }
    }
}
