package io.foundry9.filebackend.vault;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a {@link VaultManager}: a few that open backends, one for each generation that is being drained, and at
 * most one for each vault that waits for its backend on behalf of asynchronous calls.
 * They are daemons, and end when they have been idle for a while or when this is closed.
 */
final class VaultThreads implements AutoCloseable {

    private static final int OPENERS = 4;
    private static final long IDLE_SECONDS = 5;
    private static final long LAST_SECONDS = 5;

    private final ThreadPoolExecutor openers = pool("open", OPENERS, OPENERS, new LinkedBlockingQueue<>());
    private final ThreadPoolExecutor drainers = pool("drain", 0, Integer.MAX_VALUE, new SynchronousQueue<>());

    private final ThreadPoolExecutor waiters = pool("wait", 0, Integer.MAX_VALUE, new SynchronousQueue<>());

    private static ThreadPoolExecutor pool(String use, int core, int most, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue,
                        new Named("f9-vaults-" + use));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** @throws java.util.concurrent.RejectedExecutionException this is closed */
    void open(Runnable task) {
        openers.execute(task);
    }

    /** @throws java.util.concurrent.RejectedExecutionException this is closed */
    void drain(Runnable task) {
        drainers.execute(task);
    }

    /** @throws java.util.concurrent.RejectedExecutionException this is closed */
    void await(Runnable task) {
        waiters.execute(task);
    }

    /** Interrupts what still runs, and waits for it, though not for ever. */
    @Override
    public void close() {
        openers.shutdownNow();
        drainers.shutdownNow();
        waiters.shutdownNow();
        try {
            openers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
            drainers.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
            waiters.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Named implements ThreadFactory {
        private final String prefix;
        private final AtomicInteger count = new AtomicInteger();

        Named(String prefix) {
            this.prefix = prefix;
        }

        /** What a thread finds through its context class loader must not depend on who happened to start it. */
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, prefix + "-" + count.incrementAndGet(), 0, false);
            thread.setContextClassLoader(VaultThreads.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        }
    }
}
