package io.foundry9.filebackend.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A signal that ends the process while it is at work: what runs is told to stop, and gets a moment to leave nothing
 * behind. The signal comes on a thread of its own, as the JVM's shutdown hook; the thread at work registers and reports.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private Runnable stop = () -> {};
    private boolean requested;
    private boolean welcome;

    /** From now on signals are noticed. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "vault signal"));
    }

    /** What a signal stops from now on; at once if it has come already. */
    void onSignal(Runnable action) {
        synchronized (this) {
            stop = action;
            if (!requested) {
                return;
            }
        }
        action.run();
    }

    /** A signal is how this process is meant to end: then it is no failure. */
    synchronized void isWelcome() {
        welcome = true;
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** Everything has been stopped and cleaned up. */
    void finished() {
        finished.countDown();
    }

    private void signalled() {
        if (finished.getCount() == 0) {
            return; // the ordinary end
        }
        Runnable action;
        synchronized (this) {
            requested = true;
            action = stop;
        }
        action.run();
        try {
            if (finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && welcome) {
                Runtime.getRuntime().halt(Status.DONE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
