package io.foundry9.filebackend.core;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Makes calls that take a limited time, on threads of its own. Safe for use by many threads. */
final class TimedCalls {

    private final Duration limit;
    private final ExecutorService threads;

    TimedCalls(Duration limit, ExecutorService threads) {
        this.limit = limit;
        this.threads = threads;
    }

    Duration limit() {
        return limit;
    }

    /**
     * Makes a call.
     *
     * @param consequence what the user should know if time is up, as a part of a sentence
     * @param discard gets what the call brings too late
     * @param late gets the call itself if time is up
     */
    <T> T run(StorePath path, String consequence, Calls.Call<T> call, TimedCall.Discard<T> discard,
            Consumer<TimedCall<?>> late) throws IOException {
        TimedCall<T> timed = new TimedCall<>(call, discard);
        try {
            threads.execute(timed);
        } catch (RejectedExecutionException e) {
            throw new StorageException(Kind.CLOSED, path.toString(), "the backend was closed", null);
        }
        try {
            return timed.await(limit);
        } catch (TimeoutException e) {
            late.accept(timed);
            throw new StorageException(Kind.DEADLINE, path.toString(),
                    "took longer than " + limit.toMillis() + " ms" + consequence, null);
        }
    }

    /** Takes no more calls; those under way come to their end. */
    void close() {
        threads.shutdown();
    }
}
