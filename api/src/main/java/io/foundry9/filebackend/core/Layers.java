package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLayer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The layers that come with this library, and how several are put around one store. From the outside in:
 *
 * <ol>
 * <li>{@code observe}: tells of every call, those included that are refused further in;
 * <li>{@code read_only}: refuses whatever would change something;
 * <li>{@code deadline=30s}: how long one call to the store may take, with all its attempts and waits;
 * <li>{@code retry=3}: how many attempts there are for what can be repeated;
 * <li>{@code concurrency=8}: how many calls are under way at once; waiting for the next attempt takes no place;
 * <li>{@code attempt_timeout=10s}: how long one attempt may take, not counting the wait for a place;
 * <li>layers of others, the first named outermost; so what they do is observed, limited and retried.
 * </ol>
 *
 * Each is safe for use by many threads, if the store that it is put around is.
 */
public final class Layers {

    /** How long an operation waits for its turn under {@link #concurrency} before it fails. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long IDLE_SECONDS = 10;

    private Layers() {}

    /** Tells a listener of each call to the store when it is over. */
    public static StoreLayer observe(OperationListener listener) {
        return new ObserveLayer(Objects.requireNonNull(listener, "listener"), System::nanoTime);
    }

    /**
     * Counts and times each call to the store; the figures are told by an {@link OperationRecorder} that
     * {@code backend.as(OperationRecorder.class)} gives.
     */
    public static StoreLayer observe() {
        return inner -> {
            OperationRecorder recorder = new OperationRecorder();
            return new ExtendedStore<>(observe(recorder).apply(inner), OperationRecorder.class, recorder);
        };
    }

    /** Refuses with {@code READ_ONLY} whatever would change the store. */
    public static StoreLayer readOnly() {
        return new ReadOnlyLayer();
    }

    /**
     * Lets no call take longer than this; who waits gets a {@code DEADLINE}. Outside of {@link #retry} it is the deadline
     * of the whole, inside the time-out of an attempt.
     */
    public static StoreLayer deadline(Duration limit) {
        return new DeadlineLayer(limit, Layers::newThreads);
    }

    /**
     * Repeats what can be repeated when it fails for a reason that may pass.
     *
     * @param attempts how often to try at most, the first time included
     */
    public static StoreLayer retry(int attempts) {
        return new RetryLayer(
                attempts,
                bound -> ThreadLocalRandom.current().nextLong(bound),
                TimeUnit.NANOSECONDS::sleep);
    }

    /** Lets at most so many operations and open streams use the store at once; the others wait in line. */
    public static StoreLayer concurrency(int limit) {
        return new ConcurrencyLayer(limit, PATIENCE);
    }

    /** The options that {@link #parse} knows. */
    public static List<Parameter> options() {
        return LayerOptions.KNOWN;
    }

    /** As {@link #parse(String, Function)}, without layers of others. */
    public static StoreLayer parse(String text) {
        return parse(text, name -> Optional.empty());
    }

    /**
     * Reads the layers that are wanted, such as
     * {@code deadline=30s,retry=3,attempt_timeout=10s,concurrency=8,read_only}, and puts them into their order, in
     * whatever order they are named.
     *
     * @param others finds the layers of others by their names
     * @throws IllegalArgumentException an option is unknown, malformed or given twice; the message names it
     */
    public static StoreLayer parse(String text, Function<String, Optional<StoreLayer>> others) {
        return LayerOptions.parse(text, others);
    }

    /** Several layers as one, the first outermost. */
    public static StoreLayer stack(List<StoreLayer> layers) {
        List<StoreLayer> copy = List.copyOf(layers);
        return inner -> {
            Store store = inner;
            for (int i = copy.size() - 1; i >= 0; i--) {
                store = copy.get(i).apply(store);
            }
            return store;
        };
    }

    /** As many as there are calls under way; they end when they have nothing to do. */
    private static ExecutorService newThreads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "filebackend-timed-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
