package io.foundry9.filebackend.core;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call that is made by a thread of its own while the caller waits, but not for ever. If the caller has gone when the
 * call returns, what it brings is discarded, and those who wait for its end are told. Its lock guards who runs it and
 * whether it is over.
 */
final class TimedCall<T> implements Runnable {

    private static final System.Logger LOG = System.getLogger(TimedCall.class.getName());

    private final Calls.Call<T> call;
    private final Discard<T> discard;
    private final Thread caller = CallerThread.current();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final List<Runnable> whenOver = new ArrayList<>();
    private Thread runner;
    private boolean interrupted;
    private boolean abandoned;
    private boolean over;

    /** Gets rid of a result that nobody waits for any more. */
    @FunctionalInterface
    interface Discard<T> {
        void accept(T late) throws IOException;
    }

    TimedCall(Calls.Call<T> call, Discard<T> discard) {
        this.call = call;
        this.discard = discard;
    }

    /**
     * Waits for the result. An interrupt of the caller is passed on to the call, which answers to it or not, as it would
     * without us. When time is up the call is interrupted, and goes on as long as it likes.
     *
     * @throws TimeoutException time is up
     */
    T await(Duration limit) throws IOException, TimeoutException {
        long start = System.nanoTime();
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get(limit.toNanos() - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupt();
                }
            }
        } catch (TimeoutException e) {
            if (outcome.completeExceptionally(e)) {
                abandon();
                throw e;
            }
            return arrived();
        } catch (ExecutionException e) {
            throw rethrow(e.getCause());
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What has come in the very moment in which the wait ended. */
    private T arrived() throws IOException {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw rethrow(e.getCause());
        }
    }

    /** A call fails with an {@link IOException} or unchecked. */
    private static IOException rethrow(Throwable failure) throws IOException {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (IOException) failure;
    }

    @Override
    public void run() {
        if (begin()) {
            try {
                CallerThread.runFor(caller, this::attempt);
            } finally {
                end();
            }
        }
        List<Runnable> waiting;
        synchronized (this) {
            over = true;
            waiting = List.copyOf(whenOver);
        }
        waiting.forEach(Runnable::run);
    }

    private synchronized boolean begin() {
        if (abandoned) {
            return false;
        }
        runner = Thread.currentThread();
        if (interrupted) {
            runner.interrupt();
        }
        return true;
    }

    /** The thread goes on to other calls: an interrupt that was meant for this one must not reach them. */
    private synchronized void end() {
        runner = null;
        Thread.interrupted();
    }

    private synchronized void abandon() {
        abandoned = true;
        interrupt();
    }

    private synchronized void interrupt() {
        interrupted = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    private void attempt() {
        try {
            T result = call.run();
            if (!outcome.complete(result)) {
                discard.accept(result);
            }
        } catch (Throwable e) {
            if (!outcome.completeExceptionally(e)) {
                LOG.log(Level.DEBUG, "a call that nobody waited for any more has failed", e);
            }
        }
    }

    /** Runs the action when the call is over; at once if it is. */
    void whenOver(Runnable action) {
        synchronized (this) {
            if (!over) {
                whenOver.add(action);
                return;
            }
        }
        action.run();
    }
}
