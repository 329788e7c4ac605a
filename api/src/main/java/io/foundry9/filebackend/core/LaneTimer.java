package io.foundry9.filebackend.core;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells the time, and does something when it has come. */
interface LaneTimer extends AutoCloseable {

    /** As {@link System#nanoTime}. */
    long now();

    /**
     * Does something later, on a thread of its own.
     *
     * @return takes it back, if it has not begun
     * @throws java.util.concurrent.RejectedExecutionException this is closed
     */
    Runnable after(long nanos, Runnable action);

    /** Forgets all that is still to be done. */
    @Override
    void close();

    /** One thread that is there only while something is to be done, and for a moment after. */
    static LaneTimer ofTheSystem() {
        return new SystemTimer();
    }

    /** See {@link #ofTheSystem}. */
    final class SystemTimer implements LaneTimer {

        private static final long IDLE_SECONDS = 2;

        private final ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, LaneThreads.daemons("f9-async-timer-"));

        private SystemTimer() {
            timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            timer.allowCoreThreadTimeOut(true);
            timer.setRemoveOnCancelPolicy(true);
        }

        @Override
        public long now() {
            return System.nanoTime();
        }

        @Override
        public Runnable after(long nanos, Runnable action) {
            var scheduled = timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
