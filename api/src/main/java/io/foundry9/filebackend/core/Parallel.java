package io.foundry9.filebackend.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Does the same for many things at once: the calling thread works too, helped by at most as many threads as there are
 * processors. The helpers are this call's own and end with it; no pool of anybody else is occupied.
 */
final class Parallel {

    private Parallel() {}

    /** The results in the order of the items. The first failure stops the rest and is thrown. */
    static <A, B> List<B> map(List<A> items, Function<A, B> function) {
        int threads = Math.min(items.size(), Runtime.getRuntime().availableProcessors());
        List<B> results = new ArrayList<>(Collections.nCopies(items.size(), null));
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < items.size() && failure.get() == null; i = next
                    .getAndIncrement()) {
                try {
                    results.set(i, function.apply(items.get(i)));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(work, "filebackend-parallel-" + i);
            helper.setDaemon(true);
            helper.start();
            helpers.add(helper);
        }
        work.run();
        joinAll(helpers);
        rethrow(failure.get());
        return results;
    }

    /** Each helper ends with the file it is at; an interrupt is kept for the caller. */
    private static void joinAll(List<Thread> helpers) {
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
