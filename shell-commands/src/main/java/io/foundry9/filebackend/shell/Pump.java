package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Moves bytes from a stream to wherever, with flat memory; a failure is told by the side where it came up. */
final class Pump {

    /** Large enough that system calls don't show. */
    private static final int BUFFER = 128 * 1024;

    private Pump() {}

    /** Takes the first bytes of a buffer, and tells its own failures. */
    @FunctionalInterface
    interface Sink {
        void take(byte[] buffer, int length);
    }

    /** Moves all that is left in the stream, which stays open. */
    static void move(InputStream from, Side source, Sink sink, ProgressListener progress) {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (int n = read(from, buffer, source); n >= 0; n = read(from, buffer, source)) {
            sink.take(buffer, n);
            done += n;
            progress.progressed(done, OptionalLong.empty());
        }
    }

    private static int read(InputStream from, byte[] buffer, Side source) {
        try {
            return from.read(buffer);
        } catch (IOException e) {
            throw source.failed(e);
        }
    }
}
