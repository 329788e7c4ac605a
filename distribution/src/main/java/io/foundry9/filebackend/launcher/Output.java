package io.foundry9.filebackend.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, buffered like that of any program: at once on a terminal, in large pieces elsewhere. The streams that
 * commands print to swallow errors, so the first error is kept here, and whoever runs the command is told: a reader that
 * has gone ends the command instead of letting it work for nobody. Safe for use by several threads.
 */
final class Output extends OutputStream {
    private static final int SIZE = 1 << 16;

    private final OutputStream target;
    private final boolean atOnce;
    private final byte[] buffer = new byte[SIZE];
    private int used;
    private IOException failure;
    private Runnable onFailure = () -> {};

    Output(OutputStream target, boolean atOnce) {
        this.target = target;
        this.atOnce = atOnce;
    }

    static Output standard(boolean terminal) {
        return new Output(new FileOutputStream(FileDescriptor.out), terminal);
    }

    /** What to do, once, when writing fails. */
    synchronized void onFailure(Runnable action) {
        onFailure = action;
    }

    /** Why standard output cannot be written; null as long as it can. */
    synchronized IOException failure() {
        return failure;
    }

    /** Whether whoever read standard output has gone, as {@code head} does when it has seen enough. */
    synchronized boolean isAbandoned() {
        return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > SIZE - used) {
            flush();
        }
        if (length > SIZE) {
            send(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, used, length);
        used += length;
        if (atOnce) {
            flush();
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        int length = used;
        used = 0;
        send(buffer, 0, length);
    }

    /** The target stays open: it belongs to the process. */
    @Override
    public void close() throws IOException {
        flush();
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            onFailure.run();
            throw e;
        }
    }
}
