package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ForwardingAsyncFileBackend;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    private final SharedLease lease;

    private LeasedAsyncSession(AsyncSession session, Runnable lease) {
        this.session = session;
        this.lease = lease instanceof SharedLease shared ? shared : new SharedLease(lease);
    }

    /** What joins shares the lease, which is given back when the last of them has ended. */
    @Override
    public CompletionStage<AsyncSession> openSession(Duration timeout) {
        return joined(session.openSession(timeout), lease.share());
    }

    /**
     * A session that joins another, with a lease until it ends.
     *
     * @param share given back if it is not opened
     */
    static CompletionStage<AsyncSession> joined(CompletionStage<AsyncSession> opening, Runnable share) {
        CompletableFuture<AsyncSession> told = new CompletableFuture<>();
        opening.whenComplete((session, failure) -> {
            if (failure != null) {
                share.run();
                told.completeExceptionally(failure);
                return;
            }
            AsyncSession leased = new LeasedAsyncSession(session, share);
            if (!told.complete(leased)) {
                leased.rollback();
            }
        });
        told.whenComplete((session, failure) -> {
            if (told.isCancelled()) {
                opening.toCompletableFuture().cancel(true);
            }
        });
        return told;
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
