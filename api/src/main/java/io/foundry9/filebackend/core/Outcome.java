package io.foundry9.filebackend.core;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * What a caller holds of work that is under way. Whoever completes it from outside, by cancelling it or because he has
 * waited long enough, stops the work; once the change is being made that does nothing, and the stage tells the truth.
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
        return !isDone() && work.stop(new CancellationException("completed by the caller")) && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return !isDone() && work.stop(failure) && super.completeExceptionally(failure);
    }

    /** Stops the work, whatever the argument. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        completeExceptionally(new CancellationException());
        return isCancelled();
    }
}
