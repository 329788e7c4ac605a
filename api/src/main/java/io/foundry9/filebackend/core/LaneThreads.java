package io.foundry9.filebackend.core;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one backend's asynchronous operations: a virtual one for each task where the JVM has them, otherwise
 * daemons that end when they have been idle for a moment. How many there are at once is the matter of the lanes.
 */
final class LaneThreads implements Executor, AutoCloseable {

    private static final String PREFIX = "f9-async-";
    private static final long IDLE_SECONDS = 2;
    private static final int WIDTH = 16;
    private static final int VIRTUAL_WIDTH = 64;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final Optional<ThreadFactory> virtual;
    private final ThreadPoolExecutor pool;

    private LaneThreads(Optional<ThreadFactory> virtual) {
        this.virtual = virtual;
        this.pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(PREFIX));
    }

    /** The best that this JVM has. */
    static LaneThreads best() {
        return new LaneThreads(
                Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? virtualThreads() : Optional.empty());
    }

    /** Threads of the operating system. */
    static LaneThreads platform() {
        return new LaneThreads(Optional.empty());
    }

    /** How many tasks may sensibly run at once. */
    int width() {
        return virtual.isPresent() ? VIRTUAL_WIDTH : WIDTH;
    }

    /** @throws java.util.concurrent.RejectedExecutionException this is closed */
    @Override
    public void execute(Runnable task) {
        if (virtual.isPresent() && !pool.isShutdown()) {
            virtual.get().newThread(task).start();
        } else {
            pool.execute(task);
        }
    }

    /** Takes nothing more; what runs goes on. */
    @Override
    public void close() {
        pool.shutdown();
    }

    /** What a thread finds through its context class loader must not depend on who happened to start it. */
    static ThreadFactory daemons(String prefix) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
            thread.setContextClassLoader(LaneThreads.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** By reflection, as this is compiled for a release that does not know them. */
    private static Optional<ThreadFactory> virtualThreads() {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            type.getMethod("name", String.class, long.class).invoke(builder, PREFIX, 1L);
            type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(builder, false);
            ThreadFactory made = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return Optional.of(task -> {
                Thread thread = made.newThread(task);
                thread.setContextClassLoader(LaneThreads.class.getClassLoader());
                return thread;
            });
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException
                | InvocationTargetException e) {
            return Optional.empty(); // the JVM was built without them
        }
    }
}
