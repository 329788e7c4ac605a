package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One backend behind a vault, from being opened to being closed, and the count of the leases on it. A lease is one
 * atomic addition, and giving it back another; there is no lock. Once retired it gives out no lease, so when the count
 * has come down to nothing, nobody uses the backend and nobody will. One thread drains and closes it.
 */
final class Generation {

    private static final long RETIRED = 1;
    private static final long CLOSING = 2;
    private static final long LEASE = 4;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Generation.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final FileBackend backend;
    private final Optional<MovableStore> store;
    private final BooleanSupplier served;
    private final Runnable closing;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The number of leases, times {@link #LEASE}, and the flags. One that is asked for too late counts for a moment. */
    private volatile long state;

    private volatile Thread drainer;

    /**
     * @param served whether the code behind it is still there
     * @param closing what to do when it is over
     */
    Generation(FileBackend backend, BooleanSupplier served, Runnable closing) {
        this(backend, Optional.empty(), served, closing);
    }

    private Generation(
            FileBackend backend, Optional<MovableStore> store, BooleanSupplier served, Runnable closing) {
        this.backend = backend;
        this.store = store;
        this.served = served;
        this.closing = closing;
    }

    /** One whose content can be moved to another. */
    static Generation over(MovableStore store, FileBackend backend, BooleanSupplier served) {
        return new Generation(backend, Optional.of(store), served, backend::close);
    }

    /** It is behind its vault from now on. */
    void comeIntoUse() {
        store.ifPresent(MovableStore::comeIntoUse);
    }

    /** Whether it goes on with what lies in another one. */
    boolean isMoved() {
        return store.filter(MovableStore::isMoved).isPresent();
    }

    /** Whether it can go on with what lies in another one. */
    boolean isMovable() {
        return store.isPresent();
    }

    /**
     * Lets those who use this one go on with the other, which has the same content and is not retired. The caller holds
     * the lock on the whole tree.
     */
    void moveTo(Generation next) {
        if (!next.acquire()) {
            throw new IllegalStateException("moved to what is retired");
        }
        store.orElseThrow().moveTo(next.store.orElseThrow(), next::release);
    }

    FileBackend backend() {
        return backend;
    }

    /** Whether the code behind it is still there; if not, it has to be replaced. */
    boolean isServed() {
        return served.getAsBoolean();
    }

    /**
     * Takes a lease, to be given back by {@link #release()}.
     *
     * @return false if it is retired
     */
    boolean acquire() {
        if (((long) STATE.getAndAdd(this, LEASE) & RETIRED) == 0) {
            return true;
        }
        release();
        return false;
    }

    /**
     * Takes a lease also where it is retired, as long as it is not being closed; for threads for whose leases on it, or
     * on another one, somebody waits already.
     */
    boolean join() {
        long now = state;
        while ((now & CLOSING) == 0) {
            if (STATE.compareAndSet(this, now, now + LEASE)) {
                return true;
            }
            now = state;
        }
        return false;
    }

    void release() {
        if ((long) STATE.getAndAdd(this, -LEASE) == LEASE + RETIRED) {
            LockSupport.unpark(drainer);
        }
    }

    /** Gives out no lease from now on. */
    void retire() {
        STATE.getAndBitwiseOr(this, RETIRED);
    }

    /**
     * Waits until the leases are given back, then closes the backend; for one thread, once, after {@link #retire()}.
     *
     * @return false if time was up, or the thread was interrupted, and some were still out
     */
    boolean drainAndClose(Duration timeout) {
        drainer = Thread.currentThread();
        boolean drained = awaitNoLease(timeout);
        drainer = null;
        try {
            closing.run();
        } finally {
            closed.countDown();
        }
        return drained;
    }

    private boolean awaitNoLease(Duration timeout) {
        long end = System.nanoTime() + Nanos.of(timeout);
        while (!STATE.compareAndSet(this, RETIRED, RETIRED | CLOSING)) {
            long left = end - System.nanoTime();
            if (left <= 0 || Thread.interrupted()) { // an interrupt must not meet the backend while it closes
                STATE.getAndBitwiseOr(this, CLOSING);
                return false;
            }
            LockSupport.parkNanos(this, left);
        }
        return true;
    }

    /** Waits until it is closed. */
    boolean awaitClosed(Duration timeout) throws InterruptedException {
        return closed.await(Nanos.of(timeout), TimeUnit.NANOSECONDS);
    }
}
