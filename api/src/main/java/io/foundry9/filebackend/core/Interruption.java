package io.foundry9.filebackend.core;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/**
 * Stops one piece of work, be it one step or many on changing threads, up to the moment from which on its change is made.
 * The thread that is at it is interrupted, and nobody else: what a thread goes on to afterwards never sees that interrupt.
 * Its monitor guards who is at it and how far it is.
 */
final class Interruption {

    private static final ThreadLocal<Interruption> CURRENT = new ThreadLocal<>();

    private Thread runner;
    private Throwable reason;
    private boolean inTime;
    private boolean changing;

    /** Begins a step on the calling thread, to be ended by {@link #end}; false if the work was stopped before. */
    synchronized boolean begin() {
        if (reason != null) {
            return false;
        }
        runner = Thread.currentThread();
        CURRENT.set(this);
        return true;
    }

    /** The next step may have begun already, on another thread. */
    synchronized void end() {
        if (runner == Thread.currentThread()) {
            runner = null;
        }
        CURRENT.remove();
        Thread.interrupted();
    }

    /**
     * Stops the work, for a reason.
     *
     * @return false if it is too late: the change is being made, or was
     */
    synchronized boolean stop(Throwable why) {
        if (reason == null) {
            reason = why;
        }
        if (changing) {
            return false;
        }
        inTime = true;
        if (runner != null && runner != Thread.currentThread()) {
            runner.interrupt();
        }
        return true;
    }

    synchronized boolean isStopped() {
        return reason != null;
    }

    /**
     * What the work has failed with: the reason for which it was stopped, if that was what ended it. A change that failed
     * while somebody wanted to stop it has failed for reasons of its own.
     *
     * @param failure that came out of the work; {@code null} if it was never begun
     */
    synchronized Throwable reasonOr(Throwable failure) {
        boolean stopped = inTime || failure == null || failure instanceof CancellationException
                || failure instanceof StorageException trouble && trouble.kind() == Kind.INTERRUPTED;
        return reason != null && stopped ? reason : failure;
    }

    /**
     * Makes a change on behalf of the work that the calling thread is at, if it can be stopped at all.
     *
     * @throws CancellationException it was stopped
     */
    static <T> T change(Calls.Call<T> change) throws IOException {
        Interruption work = CURRENT.get();
        return work == null ? change.run() : work.make(change);
    }

    private <T> T make(Calls.Call<T> change) throws IOException {
        enter();
        boolean made = false;
        try {
            T result = change.run();
            made = true;
            return result;
        } finally {
            if (!made) {
                leave();
            }
        }
    }

    private synchronized void enter() {
        if (reason != null) {
            throw new CancellationException("stopped before anything was changed");
        }
        changing = true;
    }

    /** Nothing was changed: who wanted to stop the work meanwhile gets his way. */
    private synchronized void leave() {
        changing = false;
        if (reason != null) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets foreign code run in the middle of the work; what it changes elsewhere is no change of the work's own. */
    static void aside(Calls.Action foreign) throws IOException {
        Interruption work = CURRENT.get();
        CURRENT.remove();
        try {
            foreign.run();
        } finally {
            if (work != null) {
                CURRENT.set(work);
            }
        }
    }
}
