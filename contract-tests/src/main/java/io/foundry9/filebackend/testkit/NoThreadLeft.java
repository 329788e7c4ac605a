package io.foundry9.filebackend.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a thread behind. Threads that the JDK, or a library, keeps for everybody do not count, and one that is about
 * to end may do so. Tests that run side by side would see each other's threads; those of the kit do not.
 */
public final class NoThreadLeft implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(NoThreadLeft.class);
    private static final List<String> SHARED = List.of(
            "ForkJoinPool.commonPool-",
            "CompletableFutureDelayScheduler",
            "VirtualThread-",
            "ForkJoinPool-1-", // carries the virtual threads
            "process reaper",
            "Attach Listener",
            "Common-Cleaner",
            "Cleaner-",
            "junit-",
            "JGit-", // of all repositories in the JVM
            "OkHttp ", // of all its clients
            "Okio ",
            "openai-emulator-",
            "f9-openai-request", // of a client that the tests of a class share
            "Scheduler-"); // of Jetty, on which test servers stand
    private static final long PATIENCE_MILLIS = 5_000;

    /** For {@link org.junit.jupiter.api.extension.ExtendWith}. */
    public NoThreadLeft() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(Thread.class, threads());
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        Set<?> before = context.getStore(NAMESPACE).get(Thread.class, Set.class);
        List<String> left = new ArrayList<>();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (Thread thread : threads()) {
            if (!before.contains(thread) && SHARED.stream().noneMatch(thread.getName()::startsWith)) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        if (!left.isEmpty()) {
            throw new AssertionError("threads left behind: " + left);
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
