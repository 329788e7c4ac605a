package io.foundry9.filebackend.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * A download that is begun again where the connection has broken. What was read already is read once more and left out, so
 * that whoever checks the whole sees all of it. For one thread.
 */
final class ResumingStream extends BulkStream {

    private final Source source;
    private int retries;
    private InputStream in;
    private long position;

    /** Opens the content from its beginning. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /** Opens it at once. @param retries how often it is begun again at most */
    ResumingStream(Source source, int retries) throws IOException {
        this.source = source;
        this.retries = retries;
        this.in = source.open();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        for (;;) {
            try {
                int count = in.read(bytes, offset, length);
                position += Math.max(0, count);
                return count;
            } catch (ApiException e) {
                throw e;
            } catch (IOException e) {
                if (retries-- <= 0 || e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                reopen(e);
            }
        }
    }

    private void reopen(IOException cause) throws IOException {
        try {
            in.close();
            in = source.open();
            in.skipNBytes(position);
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
