package io.foundry9.filebackend.git;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * Stops a fetch or a push when its thread is interrupted, and notices how long nothing has moved: JGit ends reads that take
 * too long by an interrupt too, and nothing else tells the two apart. Belongs to one visit; JGit may call it on threads of
 * its own.
 */
final class RemoteProgress implements ProgressMonitor {

    private final Thread caller = Thread.currentThread();
    private volatile long moved = System.nanoTime();
    private volatile boolean interrupted;

    /** Whether the thread was interrupted by somebody, given that an interrupt or a time-out ended the work. */
    boolean wasInterrupted(long timeoutSeconds) {
        return sawInterrupt() || !isOver(moved, TimeUnit.SECONDS.toMillis(timeoutSeconds));
    }

    /** Whether a time is over since a moment; with a little to spare, as JGit's timer goes by another clock. */
    static boolean isOver(long since, long millis) {
        return System.nanoTime() - since >= TimeUnit.MILLISECONDS.toNanos(millis) * 9 / 10;
    }

    /** Whether an interrupt was seen while things went well. */
    boolean sawInterrupt() {
        return interrupted || caller.isInterrupted();
    }

    private void move() {
        moved = System.nanoTime();
        // JGit's timer clears the interrupt status before each read: what was seen once must be remembered.
        if (caller.isInterrupted()) {
            interrupted = true;
        }
    }

    @Override
    public void start(int totalTasks) {
        move();
    }

    @Override
    public void beginTask(String title, int totalWork) {
        move();
    }

    @Override
    public void update(int completed) {
        move();
    }

    @Override
    public void endTask() {
        move();
    }

    @Override
    public boolean isCancelled() {
        move();
        return interrupted;
    }

    @Override
    public void showDuration(boolean enabled) {
        // nothing is shown
    }
}
