package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Where the asynchronous operations of one backend run: on one lane what waits for nobody, on another what may wait for
 * someone else's lock. So however many wait for a session, what happens inside it, and every read, still finds a thread.
 * What has to queue behind those that wait, and does not get its turn before its time is up, changes to the other lane,
 * where it tries once. A session has a part of its own, which runs on the same lanes and ends with the session. Safe for
 * use by many threads.
 */
final class Lanes implements AutoCloseable {

    /** How long to wait, when this is closed, for what was stopped to put things in order. */
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LaneThreads threads;
    private final LaneTimer timer;
    private final Lane work;
    private final Lane waiting;
    private final Lanes whole;
    private final String end;
    private final Pending closing = this::close;
    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Something under way that wants to hear when the lanes close. */
    @FunctionalInterface
    interface Pending {
        void lanesClose();
    }

    /** @param width how many tasks each lane runs at once */
    Lanes(LaneThreads threads, int width, LaneTimer timer) {
        this.threads = threads;
        this.timer = timer;
        this.work = new Lane(threads, width);
        this.waiting = new Lane(threads, width);
        this.whole = this;
        this.end = "the backend was closed";
    }

    private Lanes(Lanes whole, String end) {
        this.threads = whole.threads;
        this.timer = whole.timer;
        this.work = whole.work;
        this.waiting = whole.waiting;
        this.whole = whole;
        this.end = end;
    }

    /** Lanes for a backend in this JVM. */
    static Lanes create() {
        LaneThreads threads = LaneThreads.best();
        return new Lanes(threads, threads.width(), LaneTimer.ofTheSystem());
    }

    /** A part that can be closed by itself, and is when the whole is. */
    Lanes forSession() {
        Lanes part = new Lanes(this, "the session has ended");
        remember(part.closing);
        return part;
    }

    /** What this is a part of; else this. */
    Lanes whole() {
        return whole;
    }

    LaneTimer timer() {
        return timer;
    }

    /** Tells something, from now on until it is {@linkplain #forget forgotten}, when this closes; at once if it has. */
    void remember(Pending something) {
        pending.add(something);
        if (closed) {
            something.lanesClose();
        }
    }

    void forget(Pending something) {
        pending.remove(something);
    }

    /**
     * Runs a task that waits for nobody.
     *
     * @return false if this is closed; then nothing was done
     */
    boolean submit(Runnable task) {
        return submitTo(work, task);
    }

    /**
     * Runs a task that may wait for somebody.
     *
     * @return false if this is closed; then nothing was done
     */
    boolean submitWaiting(Operation<?> task) {
        if (closed) {
            return false;
        }
        try {
            if (waiting.submit(task)) {
                task.expireAfter(timer::after);
            }
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Lets a task whose time is up while it waits for its turn have its one try. */
    void overtake(Operation<?> task) {
        if (waiting.remove(task) && !submit(task)) {
            task.refused();
        }
    }

    private boolean submitTo(Lane lane, Runnable task) {
        if (closed) {
            return false;
        }
        try {
            lane.submit(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // closed in this very moment
        }
    }

    /** Takes a task back that has not begun; false if it has. */
    boolean withdraw(Runnable task) {
        return waiting.remove(task) || work.remove(task);
    }

    boolean isClosed() {
        return closed;
    }

    /** What an operation fails with when this is closed. */
    FileBackendException closed(String operation, String path) {
        return new StorageException(Kind.CLOSED, canonical(path), end, null).during(operation);
    }

    private static String canonical(String path) {
        try {
            return StorePath.parse(path).toString();
        } catch (InvalidOperationException e) {
            return path;
        }
    }

    /**
     * Stops all that is under way, unless it is making its change, and gives it a moment to put things in order. A second
     * call does nothing.
     */
    @Override
    public void close() {
        closed = true;
        for (Pending each : pending) {
            each.lanesClose();
        }
        if (whole == this) {
            closeLanes();
        } else {
            whole.forget(closing);
        }
    }

    private void closeLanes() {
        timer.close();
        try {
            long deadline = System.nanoTime() + LAST_NANOS;
            work.awaitIdle(deadline);
            waiting.awaitIdle(deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
