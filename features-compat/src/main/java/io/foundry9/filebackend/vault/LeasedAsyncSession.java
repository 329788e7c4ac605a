package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ForwardingAsyncFileBackend;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** A session that holds a lease until it ends; its operations need none of their own. */
final class LeasedAsyncSession extends ForwardingAsyncFileBackend implements AsyncSession {

    /** Ties the lease to the session that was opened. */
    static final LeasedStage.Keeping<AsyncSession> KEEPING = new LeasedStage.Keeping<>() {
        @Override
        public AsyncSession keep(AsyncSession session, Runnable lease) {
            return new LeasedAsyncSession(session, lease);
        }

        @Override
        public void discard(AsyncSession session) {
            session.rollback();
        }
    };

    private final AsyncSession session;
    private final Runnable lease;

    private LeasedAsyncSession(AsyncSession session, Runnable lease) {
        this.session = session;
        this.lease = lease;
    }

    @Override
    protected <T> CompletionStage<T> forward(
            Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call) {
        return call.apply(session);
    }

    @Override
    protected <T> Flow.Publisher<T> forwardPublisher(
            Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call) {
        return call.apply(session);
    }

    @Override
    public Capabilities capabilities() {
        return session.capabilities();
    }

    @Override
    public CompletionStage<CommitResult> commit() {
        return ending(session.commit());
    }

    @Override
    public CompletionStage<Void> rollback() {
        return ending(session.rollback());
    }

    private <T> CompletionStage<T> ending(CompletionStage<T> end) {
        end.whenComplete((result, failure) -> {
            if (!session.isOpen()) {
                lease.run();
            }
        });
        return end;
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
