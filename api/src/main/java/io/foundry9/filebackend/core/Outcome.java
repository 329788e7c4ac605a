package io.foundry9.filebackend.core;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * What a caller holds of work that is under way. Whoever completes it from outside, by cancelling it or because he has
 * waited long enough, stops the work. Once the change is being made it cannot be failed any more, and tells the truth.
 */
final class Outcome<T> extends CompletableFuture<T> {

    private final Work work;

    /** What can be stopped. */
    @FunctionalInterface
    interface Work {
        /** @return false if it is too late, as the change is being made */
        boolean stop(Throwable why);
    }

    Outcome(Work work) {
        this.work = work;
    }

    /** @return false if it was stopped: then nobody gets the result */
    boolean succeed(T result) {
        return super.complete(result);
    }

    void fail(Throwable failure) {
        super.completeExceptionally(failure);
    }

    @Override
    public boolean complete(T value) {
        boolean first = super.complete(value);
        if (first) {
            work.stop(new CancellationException("the caller has completed the stage"));
        }
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (isDone() || !work.stop(failure)) {
            return false;
        }
        return super.completeExceptionally(failure) || hasFailedWith(failure);
    }

    /** What was stopped may have told so before. */
    private boolean hasFailedWith(Throwable failure) {
        return handle((result, told) -> told == failure).join();
    }

    /** Stops the work, whatever the argument. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        completeExceptionally(new CancellationException());
        return isCancelled();
    }
}
