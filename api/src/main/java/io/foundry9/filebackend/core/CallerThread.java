package io.foundry9.filebackend.core;

/**
 * On whose behalf a thread works: a layer that runs calls on threads of its own says so here, so that layers further in
 * still know who holds what. The value is there only while such a call runs.
 */
final class CallerThread {

    private static final ThreadLocal<Thread> CALLER = new ThreadLocal<>();

    private CallerThread() {}

    /** The thread that entered the store: the current one, unless that works for another. */
    static Thread current() {
        Thread caller = CALLER.get();
        return caller == null ? Thread.currentThread() : caller;
    }

    /** Lets the current thread work for {@code caller} while {@code work} runs. */
    static void runFor(Thread caller, Runnable work) {
        CALLER.set(caller);
        try {
            work.run();
        } finally {
            CALLER.remove();
        }
    }
}
