package io.foundry9.filebackend.core;

import io.foundry9.filebackend.LockTimeoutException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * One operation on its way through the lanes: it waits for its turn, runs, and completes its stage after everything that
 * it held is given back. Its time for waiting counts from its creation. Its monitor guards the timer that it is under.
 */
final class Operation<T> implements Runnable, Outcome.Work, Lanes.Pending {

    private static final System.Logger LOG = System.getLogger(Operation.class.getName());

    /** A time-out that is longer than anybody lives. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Lanes lanes;
    private final Task<T> task;
    private final Duration patience;
    private final long start;
    private final Interruption interruption;
    private final Outcome<T> outcome;
    private Runnable disarm = () -> {};
    private boolean begun;

    /**
     * What an operation does.
     *
     * @param name of the operation, for errors
     * @param path that it is about
     * @param body does it; is told how long it may still wait for a lock
     * @param discard gets rid of a result that nobody wants any more
     * @param never called instead of the body when that will never run
     */
    record Task<T>(String name, String path, Body<T> body, Consumer<T> discard, Runnable never) {

        static <T> Task<T> of(String name, String path, Body<T> body) {
            return new Task<>(name, path, body, late -> {}, () -> {});
        }

        Task<T> discarding(Consumer<T> late) {
            return new Task<>(name, path, body, late, never);
        }

        Task<T> orElse(Runnable instead) {
            return new Task<>(name, path, body, discard, instead);
        }
    }

    /** The work itself; it throws what the operation fails with. */
    @FunctionalInterface
    interface Body<T> {
        /** @param lockTimeout what is left of the time for waiting; {@code null} is for ever */
        T run(Duration lockTimeout);
    }

    /** @param patience how long it may wait for somebody's lock in all; {@code null} is for ever */
    Operation(Lanes lanes, Task<T> task, Duration patience) {
        this.lanes = lanes;
        this.task = task;
        this.patience = patience;
        this.start = lanes.timer().now();
        this.interruption = new Interruption();
        this.outcome = new Outcome<>(this);
    }

    /** The last step of some longer work, which has an outcome and can be stopped already. */
    Operation(Lanes lanes, Task<T> task, Duration patience, Interruption interruption, Outcome<T> outcome) {
        this.lanes = lanes;
        this.task = task;
        this.patience = patience;
        this.start = lanes.timer().now();
        this.interruption = interruption;
        this.outcome = outcome;
    }

    /** Starts it where nobody is waited for. */
    CompletionStage<T> start() {
        return startedBy(lanes.submit(register()));
    }

    /** Starts it where one may wait, unless it would try only once anyway. */
    CompletionStage<T> startWaiting() {
        if (patience != null && patience.isZero()) {
            return start();
        }
        return startedBy(lanes.submitWaiting(register()));
    }

    private Operation<T> register() {
        lanes.remember(this);
        return this;
    }

    private CompletionStage<T> startedBy(boolean taken) {
        if (!taken) {
            refused();
        }
        return outcome;
    }

    /** The lanes are closed and will never run it. */
    void refused() {
        lanesClose();
        never();
    }

    /** Arranges that it does not wait for its turn for longer than it may wait at all. */
    void expireAfter(BiFunction<Long, Runnable, Runnable> timer) {
        if (patience != null) {
            arm(timer);
        }
    }

    private synchronized void arm(BiFunction<Long, Runnable, Runnable> timer) {
        if (!begun) {
            try {
                disarm = timer.apply(left().toNanos(), () -> lanes.overtake(this));
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "the lanes are being closed, which stops this operation too", e);
            }
        }
    }

    private synchronized void disarm() {
        begun = true;
        disarm.run();
    }

    /** What is left of the time for waiting. */
    private Duration left() {
        if (patience == null) {
            return null;
        }
        Duration bounded = patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
        Duration left = bounded.minusNanos(lanes.timer().now() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void run() {
        disarm();
        if (lanes.isClosed()) {
            lanesClose(); // it has its turn before it has heard of that
        }
        if (!interruption.begin()) {
            never();
            return;
        }
        T result = null;
        Throwable failure = null;
        try {
            result = task.body().run(left());
        } catch (LockTimeoutException e) {
            failure = told(e);
        } catch (Throwable e) { // whatever it is, who waits for the stage must see it
            failure = e;
        } finally {
            interruption.end();
        }
        lanes.forget(this);
        settle(result, failure);
    }

    private void settle(T result, Throwable failure) {
        if (failure != null) {
            outcome.fail(interruption.reasonOr(failure));
        } else if (!outcome.succeed(result)) {
            discard(result);
        }
    }

    private void discard(T late) {
        try {
            task.discard().accept(late);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the late result of a stopped operation could not be discarded", e);
        }
    }

    /** The caller was willing to wait for as long as he said, wherever the time has gone. */
    private LockTimeoutException told(LockTimeoutException failure) {
        if (patience == null || failure.waited().equals(patience)) {
            return failure;
        }
        LockTimeoutException told = new LockTimeoutException(failure.path(), patience);
        told.during(failure.operation());
        told.setStackTrace(failure.getStackTrace());
        return told;
    }

    private void never() {
        lanes.forget(this);
        task.never().run();
        outcome.fail(interruption.reasonOr(null));
    }

    @Override
    public boolean stop(Throwable why) {
        if (!interruption.stop(why)) {
            return false;
        }
        if (lanes.withdraw(this)) {
            disarm();
            lanes.forget(this);
            task.never().run();
        }
        return true;
    }

    @Override
    public void lanesClose() {
        outcome.completeExceptionally(lanes.closed(task.name(), task.path()));
    }
}
