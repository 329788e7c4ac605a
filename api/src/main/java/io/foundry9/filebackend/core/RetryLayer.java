package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * Tries again what may succeed the next time: looking, listing, opening, and making an empty staging. What is not
 * idempotent is never repeated: publishing, appending, locking, and anything about a stream after it was opened. Before
 * the next attempt it waits a random time, up to a bound that doubles from attempt to attempt. Safe for use by many
 * threads.
 */
final class RetryLayer implements StoreLayer {

    static final Duration SHORTEST_BOUND = Duration.ofMillis(100);
    static final Duration LONGEST_BOUND = Duration.ofSeconds(5);

    private final int attempts;
    private final LongUnaryOperator random;
    private final Pause pause;

    /** Lets the calling thread wait. */
    @FunctionalInterface
    interface Pause {
        void of(long nanos) throws InterruptedException;
    }

    /**
     * @param attempts how often to try at most, the first time included
     * @param random a number from zero up to, without, its argument
     */
    RetryLayer(int attempts, LongUnaryOperator random, Pause pause) {
        if (attempts < 1) {
            throw new IllegalArgumentException("there must be at least one attempt: " + attempts);
        }
        this.attempts = attempts;
        this.random = random;
        this.pause = pause;
    }

    @Override
    public Store apply(Store inner) {
        return new RetryingStore(inner);
    }

    private <T> T retry(StorePath path, Calls.Call<T> call) throws IOException {
        long bound = SHORTEST_BOUND.toNanos();
        for (int left = attempts - 1;; left--) {
            try {
                return call.run();
            } catch (IOException | FileBackendException e) {
                if (left == 0 || !mayPass(e)) {
                    throw e;
                }
            }
            pause(path, random.applyAsLong(bound));
            bound = Math.min(2 * bound, LONGEST_BOUND.toNanos());
        }
    }

    private static boolean mayPass(Exception failure) {
        FileBackendException told = failure instanceof FileBackendException known
                ? known
                : Failures.translate("", "", (IOException) failure);
        boolean interrupted = told instanceof StorageException storage && storage.kind() == Kind.INTERRUPTED;
        return told.retryable() && !interrupted;
    }

    private void pause(StorePath path, long nanos) {
        try {
            pause.of(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Kind.INTERRUPTED, path.toString(), "interrupted before the next attempt", null);
        }
    }

    private final class RetryingStore extends AroundStore {

        RetryingStore(Store inner) {
            super(inner);
        }

        @Override
        <T> T around(StoreCall kind, StorePath path, Calls.Call<T> call) throws IOException {
            return kind.isRepeatable() ? retry(path, call) : call.run();
        }
    }
}
