package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One asynchronous call on a vault. It completes as the backend's own stage does, after the lease is given back. Whoever
 * completes it from outside, by cancelling it or because he has waited long enough, cancels the backend's own stage, or
 * takes the call back if it still waits for a backend. Its monitor guards how far the call has come.
 */
final class LeasedStage<T> extends CompletableFuture<T> {

    private final Vault vault;
    private final Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call;
    private final Keeping<T> keeping;
    private LateCalls.Call late;
    private CompletableFuture<T> inner;
    private Throwable stopped;

    /** What becomes of a lease when the call has succeeded. */
    interface Keeping<T> {

        /** The result, which gives the lease back when it is over, or after it has been given back. */
        T keep(T result, Runnable lease);

        /** Gets rid of a result that nobody wants any more. */
        void discard(T result);

        /** For results that need no lease. */
        static <T> Keeping<T> nothing() {
            return new Keeping<>() {
                @Override
                public T keep(T result, Runnable lease) {
                    lease.run();
                    return result;
                }

                @Override
                public void discard(T result) {
                    // it holds nothing
                }
            };
        }
    }

    LeasedStage(Vault vault, Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call,
            Keeping<T> keeping) {
        this.vault = vault;
        this.call = call;
        this.keeping = keeping;
    }

    /** Calls the backend at once if there is one; arguments that it refuses are then refused here. */
    CompletionStage<T> start() {
        Generation now = vault.leaseNow().orElse(null);
        if (now != null) {
            make(now);
        } else {
            setLate(vault.lateCalls().add(this::goOn));
        }
        return this;
    }

    private synchronized void setLate(LateCalls.Call waiting) {
        late = waiting;
    }

    private void goOn(Generation leased) {
        if (isDone()) {
            leased.release();
            return;
        }
        try {
            make(leased);
        } catch (RuntimeException | Error e) {
            super.completeExceptionally(e);
        }
    }

    private void make(Generation leased) {
        Runnable lease = once(leased);
        CompletionStage<T> made = null;
        try {
            made = call.apply(leased.backend().async());
        } finally {
            if (made == null) {
                lease.run();
            }
        }
        if (!enter(made.toCompletableFuture())) {
            made.toCompletableFuture().cancel(true);
        }
        made.whenComplete((result, failure) -> end(result, failure, lease));
    }

    private static Runnable once(Generation leased) {
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (over.compareAndSet(false, true)) {
                leased.release();
            }
        };
    }

    private synchronized boolean enter(CompletableFuture<T> made) {
        inner = made;
        return stopped == null;
    }

    private void end(T result, Throwable failure, Runnable lease) {
        if (failure != null) {
            lease.run();
            super.completeExceptionally(reasonOr(failure));
            return;
        }
        T kept = keeping.keep(result, lease);
        if (!super.complete(kept)) {
            keeping.discard(kept);
        }
    }

    private synchronized Throwable reasonOr(Throwable failure) {
        return stopped != null && failure instanceof CancellationException ? stopped : failure;
    }

    /** Returns false if it is too late for that: the backend's own stage will tell the truth. */
    private boolean stop(Throwable why) {
        CompletableFuture<T> made;
        LateCalls.Call waiting;
        synchronized (this) {
            stopped = stopped == null ? why : stopped;
            made = inner;
            waiting = late;
        }
        if (made != null) {
            made.cancel(true);
            return made.isCancelled();
        }
        if (waiting != null) {
            vault.lateCalls().remove(waiting);
        }
        return true;
    }

    @Override
    public boolean complete(T value) {
        boolean first = super.complete(value);
        if (first) {
            stop(new CancellationException("the caller has completed the stage"));
        }
        return first;
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        if (isDone() || !stop(failure)) {
            return false;
        }
        return super.completeExceptionally(failure) || hasFailedWith(failure);
    }

    /** What was stopped may have told so before. */
    private boolean hasFailedWith(Throwable failure) {
        return handle((result, told) -> told == failure).join();
    }

    /** Cancels the call, whatever the argument. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        completeExceptionally(new CancellationException());
        return isCancelled();
    }
}
