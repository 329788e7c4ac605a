package io.foundry9.filebackend.openai.emulator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The first half of a body, as if it were all of it. */
record HalfBody(Body whole) implements Body {
    /** Where a body of unknown length is cut. */
    private static final int EARLY = 100;

    static long middle(Body body) {
        return body.length() == UNKNOWN ? EARLY : body.length() / 2;
    }

    @Override
    public long length() {
        return whole.length() == UNKNOWN ? UNKNOWN : middle(whole);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        whole.writeTo(new Beginning(out, middle(whole)));
    }

    /** Lets so many bytes through, and drops what follows. */
    private static final class Beginning extends FilterOutputStream {
        private long left;

        Beginning(OutputStream out, long left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int passed = (int) Math.min(left, length);
            out.write(bytes, offset, passed);
            left -= passed;
        }
    }
}
