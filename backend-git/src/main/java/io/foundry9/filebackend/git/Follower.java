package io.foundry9.filebackend.git;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sees to it that git's branch and index follow soon after the last of some commits, and that a burst of them pays for it
 * once. Owns a thread, which ends when there is nothing to do. Safe for use by many threads.
 */
final class Follower implements Closeable {

    private static final Logger LOGGER = System.getLogger(Follower.class.getName());
    private static final long DELAY_MILLIS = 300;
    private static final long LONGEST_MILLIS = 5000;
    private static final long IDLE_SECONDS = 10;

    private final CatchUp catchUp;
    private final ScheduledThreadPoolExecutor executor;
    private final AtomicBoolean due = new AtomicBoolean();

    Follower(CatchUp catchUp) {
        this.catchUp = catchUp;
        this.executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "filebackend-git-index");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Soon. */
    void nudge() {
        schedule(DELAY_MILLIS);
    }

    private void schedule(long delayMillis) {
        if (due.compareAndSet(false, true)) {
            try {
                executor.schedule(() -> run(delayMillis), delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                due.set(false); // closing does it
            }
        }
    }

    private void run(long delayMillis) {
        due.set(false);
        CatchUp.Outcome outcome;
        try {
            outcome = catchUp.run();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(isJvmEnding() ? Level.DEBUG : Level.WARNING,
                    "Git''s index cannot follow what was committed, which is safe: {0}",
                    e.toString());
            outcome = CatchUp.Outcome.LATER;
        }
        if (outcome == CatchUp.Outcome.LATER) {
            schedule(Math.min(LONGEST_MILLIS, delayMillis * 2));
        }
    }

    /** Then JGit lets go of its locks, whoever works under them; who opens the work tree next sees to the index. */
    private static boolean isJvmEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            return !Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Lets git follow one last time; if it cannot, who opens the work tree next sees to it. */
    @Override
    public void close() throws IOException {
        executor.shutdown();
        try {
            executor.awaitTermination(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        catchUp.run();
    }
}
