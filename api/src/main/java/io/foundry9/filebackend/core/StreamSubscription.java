package io.foundry9.filebackend.core;

import java.lang.System.Logger.Level;
import java.util.Spliterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One subscriber to a stream. A lane reads as much as was asked for and signals it, one step at a time and never two at
 * once; while nothing is asked for, no thread is kept. The stream is closed in every end, before that is signalled. The
 * stream and the subscriber belong to the step that runs; all else is atomic.
 */
final class StreamSubscription<T> implements Flow.Subscription, Runnable, Lanes.Pending {

    private static final System.Logger LOG = System.getLogger(StreamSubscription.class.getName());

    /** Elements in one go; then others have their turn on the lane. */
    private static final int BATCH = 128;

    private final StreamPublisher<T> source;
    private final Thread caller = CallerThread.inSteps("subscription");
    private final Interruption reading = new Interruption();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger due = new AtomicInteger(1);
    private Flow.Subscriber<? super T> subscriber;
    private Stream<T> stream;
    private Spliterator<T> elements;
    private volatile boolean cancelled;
    private volatile Throwable trouble;

    StreamSubscription(StreamPublisher<T> source, Flow.Subscriber<? super T> subscriber) {
        this.source = source;
        this.subscriber = subscriber;
    }

    /** No signal comes before {@code onSubscribe} has returned, whatever is asked for in there. */
    void begin() {
        source.lanes().remember(this);
        try {
            subscriber.onSubscribe(this);
        } catch (RuntimeException | Error e) {
            misbehaved(e);
        }
        if (due.decrementAndGet() > 0) {
            submit();
        }
    }

    /** A subscriber that throws has cancelled, says the specification, and somebody must hear of it. */
    private void misbehaved(Throwable failure) {
        cancelled = true;
        wake();
        LOG.log(Level.WARNING, "a subscriber to " + source.operation() + " has thrown what it must not", failure);
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            fail(new IllegalArgumentException("at least one element must be asked for, not " + n + " (rule 3.9)"));
        } else {
            demand.getAndUpdate(before -> before + n < 0 ? Long.MAX_VALUE : before + n);
            wake();
        }
    }

    private void fail(Throwable failure) {
        if (trouble == null) {
            trouble = failure;
        }
        wake();
    }

    @Override
    public void cancel() {
        cancelled = true;
        reading.stop(new CancellationException());
        wake();
    }

    @Override
    public void lanesClose() {
        Throwable closed = source.lanes().closed(source.operation(), source.path());
        reading.stop(closed);
        fail(closed);
    }

    private void wake() {
        if (due.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        if (!source.lanes().submit(this)) {
            fail(source.lanes().closed(source.operation(), source.path()));
            run();
        }
    }

    @Override
    public void run() {
        int seen = due.get();
        do {
            if (step() && source.lanes().submit(this)) {
                return;
            }
            seen = due.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Signals what there is to signal now; true if there is more, and it was enough for one go. */
    private boolean step() {
        for (int i = 0; i < BATCH; i++) {
            if (subscriber == null) {
                return false;
            }
            if (cancelled) {
                end();
                return false;
            }
            if (trouble == null && demand.get() == 0) {
                return false;
            }
            advance();
        }
        return true;
    }

    private void advance() {
        T next = null;
        Throwable failure = trouble;
        if (failure == null) {
            try {
                next = next();
            } catch (Throwable e) { // whatever it is, the subscriber must hear of it
                failure = reading.reasonOr(e);
            }
        }
        if (cancelled) {
            return;
        }
        if (next != null) {
            demand.getAndUpdate(before -> before == Long.MAX_VALUE ? before : before - 1);
            emit(next);
        } else {
            finish(failure);
        }
    }

    /** The next element, or {@code null} at the end. */
    private T next() {
        if (!reading.begin()) {
            throw new CancellationException();
        }
        try {
            Holder<T> holder = new Holder<>();
            CallerThread.runFor(caller, () -> read(holder));
            return holder.element;
        } finally {
            reading.end();
        }
    }

    private void read(Holder<T> holder) {
        if (elements == null) {
            stream = source.opening().get();
            elements = stream.spliterator();
        }
        elements.tryAdvance(element -> holder.element = element);
    }

    private static final class Holder<T> {
        private T element;
    }

    private void emit(T next) {
        try {
            subscriber.onNext(next);
        } catch (RuntimeException | Error e) {
            misbehaved(e);
        }
    }

    private void finish(Throwable failure) {
        Flow.Subscriber<? super T> told = subscriber;
        Throwable last = end();
        try {
            if (failure != null) {
                told.onError(failure);
            } else if (last != null) {
                told.onError(last);
            } else {
                told.onComplete();
            }
        } catch (RuntimeException | Error e) {
            misbehaved(e);
        }
    }

    /** Closes the stream and lets go of the subscriber; returns why the stream could not be closed. */
    private Throwable end() {
        subscriber = null;
        source.lanes().forget(this);
        Stream<T> open = stream;
        stream = null;
        elements = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a stream could not be closed", e);
                return e;
            }
        }
        return null;
    }
}
