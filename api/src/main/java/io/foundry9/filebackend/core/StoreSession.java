package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** One session of a {@link SessionUnit}, to which it passes everything on until it has ended. Safe for use by many threads. */
final class StoreSession extends ForwardingFileBackend implements AsyncTarget.Detached {

    private final SessionUnit unit;
    private final Thread opener;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param opener the thread that is inside; {@code null} for none */
    StoreSession(SessionUnit unit, Thread opener) {
        this.unit = unit;
        this.opener = opener;
    }

    Thread opener() {
        return opener;
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(operations());
    }

    private StoreOperations operations() {
        return open.get() ? unit.operations() : unit.ended();
    }

    @Override
    public AsyncTarget target() {
        return unit.asyncTarget(operations());
    }

    @Override
    public AsyncFileBackend async() {
        return new StoreAsync(this::target, unit.lanes());
    }

    @Override
    public CommitResult commit() {
        if (!open.getAndSet(false)) {
            throw new IllegalStateException("the session has ended already");
        }
        return unit.leave(this, true);
    }

    @Override
    public void rollback() {
        if (open.getAndSet(false)) {
            unit.leave(this, false);
        }
    }

    @Override
    public boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        rollback();
    }

    @Override
    public String toString() {
        return "session on " + unit;
    }
}
