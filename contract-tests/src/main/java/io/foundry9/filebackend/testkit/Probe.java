package io.foundry9.filebackend.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A subscriber that asks for what a test tells it to, and remembers what it was told. Safe for use by many threads. */
final class Probe<T> implements Flow.Subscriber<T> {

    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<T> elements = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());

    /** A probe that has subscribed, and asked for nothing. */
    static <T> Probe<T> on(Flow.Publisher<T> publisher) {
        Probe<T> probe = new Probe<>();
        publisher.subscribe(probe);
        return probe;
    }

    /** Waits for a stage; throws what it fails with as it is. */
    static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ThroughAsync.unchecked(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a stage has not completed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What a dependent of the stage sees as its failure. */
    static Throwable failureOf(CompletionStage<?> stage) {
        return join(stage.handle((result, failure) -> failure));
    }

    Probe<T> request(long n) {
        join(subscription).request(n);
        return this;
    }

    void cancel() {
        join(subscription).cancel();
    }

    T next() throws InterruptedException {
        T element = elements.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (element == null) {
            throw new AssertionError("nothing came");
        }
        return element;
    }

    /** What has come and was not taken. */
    List<T> waiting() {
        return List.copyOf(elements);
    }

    /** Asks for everything and waits for the end. */
    List<T> rest() {
        request(Long.MAX_VALUE);
        awaitEnd();
        return waiting();
    }

    void awaitEnd() {
        join(end);
        if (!broken.isEmpty()) {
            throw new AssertionError("signals that must not come: " + broken);
        }
    }

    /** Waits for the failure that ends it. */
    Throwable failure() {
        Throwable failure = failureOf(end);
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    boolean isOver() {
        return end.isDone();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (!subscription.complete(given)) {
            broken.add("a second subscription");
        }
    }

    @Override
    public void onNext(T element) {
        if (end.isDone()) {
            broken.add("an element after the end");
        }
        elements.add(element);
    }

    @Override
    public void onError(Throwable failure) {
        if (!end.completeExceptionally(failure)) {
            broken.add("a second end");
        }
    }

    @Override
    public void onComplete() {
        if (!end.complete(null)) {
            broken.add("a second end");
        }
    }
}
