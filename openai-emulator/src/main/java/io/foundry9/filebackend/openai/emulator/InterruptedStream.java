package io.foundry9.filebackend.openai.emulator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on, and at one place lets something happen; for one thread. */
final class InterruptedStream extends FilterOutputStream {
    private final Incident incident;
    private long left;
    private boolean happened;

    /** What happens; it may end the stream by an exception. */
    interface Incident {
        void happen() throws IOException;
    }

    InterruptedStream(OutputStream out, long place, Incident incident) {
        super(out);
        this.left = place;
        this.incident = incident;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (happened || length < left) {
            out.write(bytes, offset, length);
            left -= length;
            return;
        }
        int before = (int) left;
        out.write(bytes, offset, before);
        out.flush();
        happened = true;
        incident.happen();
        out.write(bytes, offset + before, length - before);
    }
}
