package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ForwardingAsyncFileBackend;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** A session with operations that do not block. What it does waits for nobody, as the session has the lock. */
final class StoreAsyncSession extends ForwardingAsyncFileBackend implements AsyncSession {

    private final AsyncTarget.Detached session;
    private final Lanes lanes;
    private final AsyncFileBackend operations;

    StoreAsyncSession(AsyncTarget.Detached session, Lanes lanes) {
        this.session = session;
        this.lanes = lanes;
        this.operations = new StoreAsync(session::target, lanes);
    }

    @Override
    protected <T> CompletionStage<T> forward(
            Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call) {
        return call.apply(operations);
    }

    @Override
    protected <T> Flow.Publisher<T> forwardPublisher(
            Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call) {
        return call.apply(operations);
    }

    @Override
    public Capabilities capabilities() {
        return session.capabilities();
    }

    /** Cancelled before it has begun, it leaves the session open; later it cannot be cancelled. */
    @Override
    public CompletionStage<CommitResult> commit() {
        return new Operation<>(lanes.whole(), Operation.Task.of("commit", "",
                left -> Calls.run("commit", "", () -> Interruption.change(session::commit))), null).start();
    }

    /** Done on the calling thread where the lanes are closed: what a session holds must not outlive its backend. */
    @Override
    public CompletionStage<Void> rollback() {
        if (lanes.whole().isClosed()) {
            session.rollback();
            return CompletableFuture.completedStage(null);
        }
        return new Operation<Void>(lanes.whole(), Operation.Task.of("rollback", "", left -> {
            session.rollback();
            return null;
        }), null).start();
    }

    /** Takes everything back, for somebody who does not wait for it. */
    void abandon() {
        session.rollback();
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public String toString() {
        return "asynchronous " + session;
    }
}
