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

    /**
     * A stand-in for a caller whose work goes in steps, on whatever threads: between them it has no thread, and may stand
     * still for as long as it likes. It is never started.
     */
    static Thread inSteps(String name) {
        return new Steps(name);
    }

    /** Whether the current thread works for such a caller. */
    static boolean isInSteps() {
        return current() instanceof Steps;
    }

    private static final class Steps extends Thread {
        Steps(String name) {
            super(null, null, name, 0, false);
        }
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
