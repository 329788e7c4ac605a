package io.foundry9.filebackend.extras;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.hc.api.Result.Status;

/** The moment at which a check gives up, whatever it waits for then. What is given up is stopped. For one thread. */
final class Deadline {

    private final Duration limit;
    private final long end;

    Deadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    <T> T await(CompletionStage<T> stage) throws NoAnswerException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw NoAnswerException.of(e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new NoAnswerException(Status.TEMPORARILY_UNAVAILABLE, "no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswerException(Status.TEMPORARILY_UNAVAILABLE, "the check was interrupted");
        }
    }
}
