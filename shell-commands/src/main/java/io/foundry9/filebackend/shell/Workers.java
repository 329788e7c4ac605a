package io.foundry9.filebackend.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few threads that go through many files for one command. Results are looked at in the order in which the files came,
 * and only so many files are under way that memory stays flat. Used by the command's thread alone; when that is
 * interrupted the threads are too, and {@link #close()} waits until they have cleaned up behind them.
 */
final class Workers implements AutoCloseable {

    /** More than processors: much of the time goes into waiting for disks and networks. */
    private static final int THREADS = 4;
    private static final int UNDER_WAY = 64;
    private static final long PATIENCE_SECONDS = 10;

    private final FailureLog failures;
    private final Progress progress;
    private final Deque<Future<?>> pending = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "vault-worker");
        thread.setDaemon(true);
        return thread;
    });

    Workers(FailureLog failures, Progress progress) {
        this.failures = failures;
        this.progress = progress;
    }

    void submit(Runnable work) {
        makeRoom();
        pending.add(threads.submit(work));
    }

    /** What the work comes to is done by the command's thread, in the order in which it was submitted: output, above all. */
    void submitThen(Supplier<Runnable> work) {
        makeRoom();
        pending.add(threads.submit(work::get));
    }

    private void makeRoom() {
        if (pending.size() == UNDER_WAY) {
            settle(pending.remove());
        }
    }

    /** In place of work: it turned out beforehand that it cannot be done. */
    void fail(CommandFailure failure) {
        makeRoom();
        pending.add(CompletableFuture.failedFuture(failure));
    }

    /** Waits for all that is under way. */
    void finish() {
        while (!pending.isEmpty()) {
            settle(pending.remove());
        }
    }

    private void settle(Future<?> work) {
        if (failures.attempt(() -> await(work))) {
            progress.fileDone();
        }
    }

    private static void await(Future<?> work) {
        try {
            if (work.get() instanceof Runnable then) {
                then.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
