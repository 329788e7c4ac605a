package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncSession;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Something that is done in a session of its own: the session is opened, the work is done, and then it is committed or
 * rolled back; only then is the outcome told. Stopped, it cancels the step that it is at and rolls back, unless it is
 * being committed. Its monitor guards the step.
 */
final class SessionRun<T> implements Outcome.Work {

    private final Function<? super AsyncSession, ? extends CompletionStage<T>> work;
    private final Outcome<T> outcome = new Outcome<>(this);
    private CompletionStage<?> step;
    private Throwable stopped;
    private boolean committing;

    SessionRun(Function<? super AsyncSession, ? extends CompletionStage<T>> work) {
        this.work = work;
    }

    /** Begins when the session is open. */
    CompletionStage<T> after(CompletionStage<AsyncSession> opening) {
        enter(opening);
        opening.whenComplete((session, failure) -> {
            if (session == null) {
                outcome.fail(reasonOr(unwrapped(failure)));
            } else {
                begin(session);
            }
        });
        return outcome;
    }

    private void begin(AsyncSession session) {
        CompletionStage<T> doing;
        try {
            doing = enter(work.apply(session));
        } catch (Throwable e) { // whatever it is, who waits for the stage must see it
            rollBack(session, e);
            return;
        }
        if (doing == null) {
            rollBack(session, new NullPointerException("what is to be done in the session returned no stage"));
            return;
        }
        doing.whenComplete((result, failure) -> {
            if (failure != null) {
                rollBack(session, unwrapped(failure));
            } else if (session.isOpen()) {
                commit(session, result);
            } else {
                outcome.succeed(result);
            }
        });
    }

    private <S> CompletionStage<S> enter(CompletionStage<S> next) {
        Throwable reason;
        synchronized (this) {
            step = next;
            reason = stopped;
        }
        if (reason != null) {
            cancel(next);
        }
        return next;
    }

    private void commit(AsyncSession session, T result) {
        Throwable reason;
        synchronized (this) {
            reason = stopped;
            committing = reason == null;
        }
        if (reason != null) {
            rollBack(session, reason);
            return;
        }
        session.commit().whenComplete((committed, failure) -> {
            if (failure != null) {
                rollBack(session, unwrapped(failure));
            } else {
                outcome.succeed(result);
            }
        });
    }

    private void rollBack(AsyncSession session, Throwable cause) {
        session.rollback().whenComplete((nothing, failure) -> {
            if (failure != null && failure != cause) {
                cause.addSuppressed(failure);
            }
            outcome.fail(reasonOr(cause));
        });
    }

    /** What was cancelled on behalf of the caller fails with his reason. */
    private synchronized Throwable reasonOr(Throwable failure) {
        return stopped != null && failure instanceof CancellationException ? stopped : failure;
    }

    /** What the caller sees is what has failed, whichever way the failure has come here. */
    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public boolean stop(Throwable why) {
        CompletionStage<?> running;
        synchronized (this) {
            if (committing) {
                return false;
            }
            stopped = stopped == null ? why : stopped;
            running = step;
        }
        cancel(running);
        return true;
    }

    private static void cancel(CompletionStage<?> running) {
        if (running != null) {
            running.toCompletableFuture().cancel(true);
        }
    }
}
