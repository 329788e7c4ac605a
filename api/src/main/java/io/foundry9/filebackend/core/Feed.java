package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A write that a publisher feeds. Signals are queued on whatever threads they come; a lane takes them one after another
 * while there are some, and no thread is kept while there are none. When the publisher is done, what came in is published
 * as any other write. Whatever ends it earlier cancels the publisher and discards what came in. Its monitor guards the
 * subscription; the draft belongs to the step that runs.
 */
final class Feed implements Flow.Subscriber<ByteBuffer>, Runnable, Outcome.Work, Lanes.Pending {

    private static final System.Logger LOG = System.getLogger(Feed.class.getName());

    /** Buffers that may be on their way. */
    private static final int DEMAND = 16;

    /** Buffers that a publisher may have sent that cares for no demand, before that is too much. */
    private static final int EXCESS = 1024;

    private final Lanes lanes;
    private final Order order;
    private final Thread caller = CallerThread.inSteps("fed write");
    private final Interruption interruption = new Interruption();
    private final Outcome<FileInfo> outcome = new Outcome<>(this);
    private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger due = new AtomicInteger();
    private Flow.Subscription subscription;
    private boolean gone;
    private Draft draft;
    private int asked;
    private boolean over;
    private volatile Operation<FileInfo> publication;

    /**
     * What is to be written.
     *
     * @param publisher feeds it
     * @param opening begins the write, unless it will be refused anyway
     * @param patience how long it may wait for a lock when all is there
     * @param shared whether it may have to wait for one at all
     */
    record Order(String operation, String path, Flow.Publisher<ByteBuffer> publisher, Calls.Call<Draft> opening,
            Duration patience, boolean shared) {}

    private sealed interface Signal {}

    private enum Ready implements Signal {
        INSTANCE
    }

    private record Next(ByteBuffer buffer) implements Signal {}

    private record End(Throwable failure) implements Signal {}

    Feed(Lanes lanes, Order order) {
        this.lanes = lanes;
        this.order = order;
    }

    CompletionStage<FileInfo> start() {
        lanes.remember(this);
        wake();
        return outcome;
    }

    /** Sees to it that a step runs after this. Where the lanes are closed there is only something to put in order. */
    private void wake() {
        if (due.getAndIncrement() == 0 && !lanes.submit(this)) {
            lanesClose();
            run();
        }
    }

    @Override
    public void run() {
        int seen = due.get();
        do {
            step();
            seen = due.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        if (over) {
            signals.clear();
            return;
        }
        Throwable failure = null;
        if (interruption.begin()) {
            try {
                CallerThread.runFor(caller, () -> Calls.perform(order.operation, order.path, this::proceed));
            } catch (Throwable e) { // whatever it is, who waits for the stage must see it
                failure = e;
            } finally {
                interruption.end();
            }
        }
        if (failure != null || interruption.isStopped() && !over) {
            abandon();
            outcome.fail(interruption.reasonOr(failure));
        }
    }

    private void proceed() throws IOException {
        if (draft == null) {
            draft = order.opening.run();
            subscribe();
        }
        for (Signal signal = signals.poll(); signal != null && !over; signal = signals.poll()) {
            take(signal);
        }
    }

    private void subscribe() {
        try {
            Interruption.aside(() -> order.publisher.subscribe(this));
        } catch (RuntimeException | IOException e) {
            throw Intake.sourceFailed(draft.path(), e);
        }
    }

    private void take(Signal signal) throws IOException {
        if (signal instanceof Next next) {
            queued.decrementAndGet();
            asked--;
            draft.write(next.buffer.duplicate());
            if (asked <= DEMAND / 2) {
                request();
            }
        } else if (signal instanceof End end) {
            leave(true);
            if (end.failure != null) {
                throw sourceFailed(end.failure);
            }
            publish();
        } else {
            request();
        }
    }

    private void request() {
        Flow.Subscription source;
        synchronized (this) {
            source = subscription;
        }
        if (source == null) {
            throw sourceFailed(new IOException("the publisher emitted something before it was ready to"));
        }
        int more = DEMAND - Math.max(asked, 0);
        asked = DEMAND;
        try {
            Interruption.aside(() -> source.request(more));
        } catch (RuntimeException | IOException e) {
            throw sourceFailed(e);
        }
    }

    private RuntimeException sourceFailed(Throwable failure) {
        Exception cause = failure instanceof IOException io ? io
                : new IOException("the publisher failed: " + failure.getMessage(), failure);
        return Intake.sourceFailed(draft.path(), cause);
    }

    /** Hands over to an ordinary operation, which has the draft from now on. */
    private void publish() {
        over = true;
        Draft finished = draft;
        Operation.Task<FileInfo> task = Operation.Task.<FileInfo>of(order.operation, order.path,
                left -> Calls.run(order.operation, order.path, () -> finished.publish(left)))
                .orElse(() -> discard(finished));
        publication = new Operation<>(lanes, task, order.patience, interruption, outcome);
        lanes.forget(this);
        if (order.shared) {
            publication.startWaiting();
        } else {
            publication.start();
        }
    }

    private void abandon() {
        over = true;
        signals.clear();
        lanes.forget(this);
        leave(false);
        if (draft != null) {
            discard(draft);
        }
    }

    private static void discard(Draft unwanted) {
        try {
            unwanted.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "what came in for ''{0}'' could not be discarded: {1}", unwanted.path(),
                    String.valueOf(e.getMessage()));
        }
    }

    private void leave(boolean ended) {
        Flow.Subscription left;
        synchronized (this) {
            gone = true;
            left = ended ? null : subscription;
            subscription = null;
        }
        cancel(left);
    }

    private static void cancel(Flow.Subscription subscription) {
        if (subscription != null) {
            try {
                subscription.cancel();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "a publisher could not be cancelled", e);
            }
        }
    }

    @Override
    public boolean stop(Throwable why) {
        if (!interruption.stop(why)) {
            return false;
        }
        Operation<FileInfo> last = publication;
        if (last != null) {
            last.stop(why);
        } else {
            wake();
        }
        return true;
    }

    @Override
    public void lanesClose() {
        outcome.completeExceptionally(lanes.closed(order.operation, order.path));
    }

    @Override
    public void onSubscribe(Flow.Subscription offered) {
        Objects.requireNonNull(offered, "subscription");
        synchronized (this) {
            if (!gone && subscription == null) {
                subscription = offered;
                offered = null;
            }
        }
        if (offered == null) {
            add(Ready.INSTANCE);
        } else {
            cancel(offered);
        }
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        if (buffer == null) {
            add(new End(new NullPointerException("the publisher emitted null")));
            throw new NullPointerException("buffer");
        }
        int waiting = queued.incrementAndGet();
        if (waiting <= DEMAND + EXCESS) {
            add(new Next(buffer));
        } else if (waiting == DEMAND + EXCESS + 1) {
            add(new End(new IOException("the publisher emits more than it was asked for")));
        }
    }

    @Override
    public void onError(Throwable failure) {
        add(new End(failure != null ? failure : new NullPointerException("the publisher failed with null")));
        Objects.requireNonNull(failure, "failure");
    }

    @Override
    public void onComplete() {
        add(new End(null));
    }

    private void add(Signal signal) {
        signals.add(signal);
        wake();
    }
}
