package io.foundry9.filebackend.openai;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Makes requests until one succeeds, cannot succeed, or time is up: the whole of it has one deadline. Between two attempts it
 * waits as long as the service asks, or else a random time up to a bound that doubles. No more than so many requests are
 * under way at once. Safe for use by many threads.
 */
final class Attempts {

    private static final Duration SHORTEST_BOUND = Duration.ofMillis(500);
    private static final Duration LONGEST_BOUND = Duration.ofSeconds(8);

    private final Duration timeout;
    private final int retries;
    private final Semaphore permits;
    private final Pause pause;

    /** A request. */
    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    /** Finds out whether a request whose answer got lost was carried out, and what its answer would have been. */
    @FunctionalInterface
    interface Finder<T> {
        Optional<T> find() throws IOException;
    }

    /** Lets the calling thread wait. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * @param timeout for all attempts together
     * @param retries how often a request is repeated at most
     * @param requests how many may be under way at once
     */
    Attempts(Duration timeout, int retries, int requests, Pause pause) {
        this.timeout = timeout;
        this.retries = retries;
        this.permits = new Semaphore(requests, true);
        this.pause = pause;
    }

    static Pause sleeping() {
        return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** A request that does no harm when it is carried out twice. */
    <T> T repeat(Call<T> call) throws IOException {
        return run(call, Optional::empty, Duration.ZERO);
    }

    /**
     * A request that must not be carried out twice: before it is repeated, it is looked whether it was carried out.
     *
     * @param more time that the request itself may take, as it carries much
     */
    <T> T once(Call<T> call, Finder<T> finder, Duration more) throws IOException {
        return run(call, finder, more);
    }

    private <T> T run(Call<T> call, Finder<T> finder, Duration more) throws IOException {
        long start = System.nanoTime();
        Duration limit = timeout.plus(more);
        boolean isUnknown = false;
        for (int attempt = 0;; attempt++) {
            try {
                if (isUnknown) {
                    Optional<T> found = permitted(finder::find);
                    if (found.isPresent()) {
                        return found.get();
                    }
                    isUnknown = false;
                }
                return permitted(call);
            } catch (InterruptedIOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                isUnknown = true;
                await(e, attempt, start, limit);
            } catch (ApiException e) {
                isUnknown |= e.mayHaveHappened();
                if (!e.mayPass()) {
                    throw e;
                }
                await(e, attempt, start, limit);
            } catch (IOException e) {
                isUnknown = true;
                await(e, attempt, start, limit);
            }
        }
    }

    /** Waits before the next attempt, or throws on where there shall be none. */
    private void await(IOException failure, int attempt, long start, Duration limit) throws IOException {
        Duration left = limit.minusNanos(System.nanoTime() - start);
        Duration wait = failure instanceof ApiException answer && answer.retryAfter().isPresent()
                ? answer.retryAfter().get()
                : jitter(attempt);
        if (attempt >= retries || wait.compareTo(left) >= 0) {
            throw failure;
        }
        pause(wait);
    }

    private static Duration jitter(int attempt) {
        long bound = LONGEST_BOUND.toNanos();
        if (attempt < Long.SIZE / 4) {
            bound = Math.min(bound, SHORTEST_BOUND.toNanos() << attempt);
        }
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound) + 1);
    }

    void pause(Duration time) throws InterruptedIOException {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private <T> T permitted(Call<T> call) throws IOException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            return call.make();
        } finally {
            permits.release();
        }
    }

    static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the service");
    }
}
