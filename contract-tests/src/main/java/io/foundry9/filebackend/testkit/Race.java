package io.foundry9.filebackend.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Lets several threads do something at the same moment, and tells how each of them fared. */
final class Race {

    private static final int SECONDS = 60;

    private Race() {}

    /** How one of them fared: {@code failure} is null for those that got through. */
    record Outcome<T>(T value, Throwable failure) {
        boolean succeeded() {
            return failure == null;
        }
    }

    static <T> List<Outcome<T>> run(int runners, IntFunction<Callable<T>> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(runners);
        List<FutureTask<T>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            Callable<T> part = work.apply(i);
            FutureTask<T> task = new FutureTask<>(() -> {
                start.await(SECONDS, TimeUnit.SECONDS);
                return part.call();
            });
            tasks.add(task);
            threads.add(new Thread(task, "racer-" + i));
        }
        threads.forEach(Thread::start);
        List<Outcome<T>> outcomes = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            outcomes.add(outcome(task));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return outcomes;
    }

    private static <T> Outcome<T> outcome(FutureTask<T> task) throws Exception {
        try {
            return new Outcome<>(task.get(SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause());
        }
    }
}
