package io.foundry9.filebackend.core;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Takes tasks in the order in which they come, so many at once and no more; the others wait, and can be taken out again.
 * Its monitor guards its queue.
 */
final class Lane {

    private static final System.Logger LOG = System.getLogger(Lane.class.getName());

    private final Executor threads;
    private final int width;
    private final Set<Runnable> queue = new LinkedHashSet<>();
    private final Set<Thread> workers = new LinkedHashSet<>();
    private int running;

    /** @param width how many tasks may run at once */
    Lane(Executor threads, int width) {
        this.threads = threads;
        this.width = width;
    }

    /**
     * Takes a task, which must be another one than those that wait.
     *
     * @return whether it has to wait for its turn
     * @throws java.util.concurrent.RejectedExecutionException the threads are closed
     */
    boolean submit(Runnable task) {
        synchronized (this) {
            if (running == width) {
                queue.add(task);
                return true;
            }
            running++;
        }
        boolean started = false;
        try {
            threads.execute(() -> serve(task));
            started = true;
            return false;
        } finally {
            if (!started) {
                leave();
            }
        }
    }

    /** Takes a task out that waits; false if it has begun, or was never here. */
    synchronized boolean remove(Runnable task) {
        return queue.remove(task);
    }

    private void serve(Runnable first) {
        enter();
        for (Runnable task = first; task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) { // the tasks that wait must not suffer from it
                LOG.log(Level.ERROR, "an asynchronous task has failed where it should not", e);
            }
        }
    }

    private synchronized void enter() {
        workers.add(Thread.currentThread());
    }

    private synchronized Runnable next() {
        Iterator<Runnable> waiting = queue.iterator();
        if (waiting.hasNext()) {
            Runnable task = waiting.next();
            waiting.remove();
            return task;
        }
        leave();
        return null;
    }

    private synchronized void leave() {
        workers.remove(Thread.currentThread());
        running--;
        notifyAll();
    }

    /** Waits until nothing runs and nothing waits, but not for the calling thread itself. */
    synchronized void awaitIdle(long deadline) throws InterruptedException {
        int own = workers.contains(Thread.currentThread()) ? 1 : 0;
        for (long left = deadline - System.nanoTime(); running > own && left > 0; left = deadline
                - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
