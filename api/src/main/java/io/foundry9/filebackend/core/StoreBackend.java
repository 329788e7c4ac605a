package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * The one way from a {@link Store} to a {@link FileBackend}: every rule of the contract is kept by the classes of this
 * package, so that it is the same over every store. It owns the store and closes it. Safe for use by many threads.
 */
public final class StoreBackend extends ForwardingFileBackend {

    /** How long an operation waits for someone else's lock where nothing else is said. */
    public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofSeconds(30);

    private static final String OPEN_SESSION = "openSession";

    private final Store store;
    private final Object root;
    private final Duration lockTimeout;
    private final StoreOperations operations;
    private final Lanes lanes = Lanes.create();
    private final AsyncFileBackend async = new StoreAsync(this::asyncTarget, lanes);

    private StoreBackend(Store store, Duration lockTimeout) {
        this.store = store;
        this.root = store.identity();
        this.lockTimeout = lockTimeout;
        this.operations = new StoreOperations(store, lockTimeout, new StoreOperations.Surroundings() {
            @Override
            public Session openSession(Duration timeout) {
                return StoreBackend.this.openSession(timeout);
            }

            @Override
            public AsyncFileBackend async(StoreOperations own) {
                return async;
            }
        });
    }

    /** A backend over the store, which it owns from now on. */
    public static FileBackend over(Store store) {
        return over(store, DEFAULT_LOCK_TIMEOUT);
    }

    /**
     * A backend over the store, which it owns from now on.
     *
     * @param lockTimeout how long operations wait for someone else's lock, where their options say nothing
     */
    public static FileBackend over(Store store, Duration lockTimeout) {
        Objects.requireNonNull(store, "store");
        if (lockTimeout.isNegative()) {
            throw new IllegalArgumentException("a lock time-out cannot be negative: " + lockTimeout);
        }
        return new StoreBackend(store, lockTimeout);
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(current());
    }

    /** What a call of the calling thread goes to: the session that it is inside of, or the store itself. */
    private FileBackend current() {
        SessionUnit unit = SessionTable.joinedBy(Thread.currentThread(), root);
        return unit == null ? operations : unit.operationsFor(store);
    }

    @Override
    public Session openSession(Duration timeout) {
        Thread thread = Thread.currentThread();
        SessionUnit unit = SessionTable.joinedBy(thread, root);
        requireNotNegative(timeout);
        return Calls.run(OPEN_SESSION, "", () -> {
            requireWrites();
            return unit == null ? open(timeout, thread) : unit.join(thread);
        });
    }

    /** Opens a session that no thread is inside of. */
    private StoreSession openDetached(Duration timeout) {
        return Calls.run(OPEN_SESSION, "", () -> {
            requireWrites();
            return open(timeout, null);
        });
    }

    private static void requireNotNegative(Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out cannot be negative: " + timeout);
        }
    }

    private void requireWrites() {
        if (!store.capabilities().has(Feature.WRITES)) {
            throw new InvalidOperationException(Reason.READ_ONLY, "");
        }
    }

    private StoreSession open(Duration timeout, Thread thread) throws IOException {
        StoreLock lock = store.lock(LockScope.session(), timeout);
        try {
            SessionUnit unit = new SessionUnit(store, lock, lockTimeout, Clock.systemUTC(), lanes);
            SessionTable.enter(root, unit);
            return unit.join(thread);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public AsyncFileBackend async() {
        return async;
    }

    /** What an asynchronous call of the calling thread goes to. */
    private AsyncTarget asyncTarget() {
        SessionUnit unit = SessionTable.joinedBy(Thread.currentThread(), root);
        return unit == null
                ? new AsyncTarget(operations, true, this::openDetached, lanes)
                : unit.asyncTarget(unit.operationsFor(store));
    }

    /**
     * Operations that are under way asynchronously are stopped first, and a session that was opened here and is still open
     * is rolled back, so that they leave nothing in the store.
     */
    @Override
    public void close() {
        lanes.close();
        SessionTable.on(root).filter(unit -> unit.isOver(store)).ifPresent(SessionUnit::abort);
        operations.close();
    }

    /** Names the store, never where it lies. */
    @Override
    public String toString() {
        return "backend over " + store;
    }
}
