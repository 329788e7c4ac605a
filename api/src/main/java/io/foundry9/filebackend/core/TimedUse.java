package io.foundry9.filebackend.core;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.Channel;

/**
 * The use of something open, each step in a limited time. After a step that took too long it is of no more use, and is
 * closed when that step is over, not under its feet. For one thread at a time.
 */
final class TimedUse {

    private static final System.Logger LOG = System.getLogger(TimedUse.class.getName());

    private final StorePath path;
    private final Channel inner;
    private final TimedCalls calls;
    private TimedCall<?> late;
    private boolean closed;

    TimedUse(StorePath path, Channel inner, TimedCalls calls) {
        this.path = path;
        this.inner = inner;
        this.calls = calls;
    }

    <T> T run(Calls.Call<T> call, TimedCall.Discard<T> discard) throws IOException {
        if (late != null) {
            throw new StorageException(Kind.DEADLINE, path.toString(), "a step before this one took too long", null);
        }
        return calls.run(path, "", call, discard, missed -> late = missed);
    }

    boolean isOpen() {
        return !closed && late == null && inner.isOpen();
    }

    /** Closes it, now or as soon as a late step is over. A second call does nothing. */
    void close() throws IOException {
        if (closed) {
            return;
        }
        if (late != null) {
            closeWhenFree();
            return;
        }
        closed = true;
        calls.run(path, "", () -> {
            inner.close();
            return null;
        }, nothing -> {}, missed -> missed.whenOver(this::closeQuietly));
    }

    /** Closes it when a late step is over, on whatever thread; nobody is there to hear of a failure. */
    void closeWhenFree() {
        if (!closed) {
            closed = true;
            if (late == null) {
                closeQuietly();
            } else {
                late.whenOver(this::closeQuietly);
            }
        }
    }

    private void closeQuietly() {
        try {
            inner.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "what was left open by a late step could not be closed", e);
        }
    }
}
