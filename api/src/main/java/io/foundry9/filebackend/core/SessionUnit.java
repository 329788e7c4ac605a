package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * All sessions that have joined each other, as one piece of work: the lock on the root, the changes, and who is inside.
 * It comes into being with the lock and ends when the last session does. Its monitor guards who has joined and how they
 * ended; the work itself is done without it. Safe for use by many threads.
 */
final class SessionUnit implements StoreOperations.Surroundings {

    private static final Logger LOGGER = System.getLogger(SessionUnit.class.getName());

    private final Store store;
    private final Object root;
    private final StoreLock lock;
    private final OverlayStore overlay;
    private final StoreOperations operations;
    private final StoreOperations readOnly;
    private final StoreOperations afterwards;
    private final Lanes lanes;
    private final Set<StoreSession> joined = ConcurrentHashMap.newKeySet();

    /** How many of the open sessions each thread has opened. */
    private final Map<Thread, Integer> inside = new ConcurrentHashMap<>();

    private boolean doomed;
    private volatile boolean over;

    /** The thread that commits or rolls back. */
    private volatile Thread ender;

    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param lock on the whole tree of the store; given back when the unit ends
     * @param lanes for what is done asynchronously
     */
    SessionUnit(Store store, StoreLock lock, Duration lockTimeout, Clock clock, Lanes lanes) {
        this.store = store;
        this.root = store.identity();
        this.lock = lock;
        this.lanes = lanes.forSession();
        this.overlay = new OverlayStore(store, clock);
        this.operations = new StoreOperations(overlay, lockTimeout, this);
        this.readOnly = new StoreOperations(new ReadOnlyLayer().apply(overlay), lockTimeout,
                this);
        this.afterwards = new StoreOperations(OverlayStore.ended(store, clock), lockTimeout, this);
    }

    /** The store as it looks from inside. */
    StoreOperations operations() {
        return operations;
    }

    /** What is left for who still calls a session that has ended: everything fails. */
    StoreOperations ended() {
        return afterwards;
    }

    /** The same for who comes through another backend, which may not allow to write. */
    StoreOperations operationsFor(Store asking) {
        return asking.capabilities().has(Feature.WRITES) ? operations : readOnly;
    }

    /** What asynchronous calls from inside go to: they wait for nobody, and what they open joins without a thread. */
    AsyncTarget asyncTarget(StoreOperations own) {
        return new AsyncTarget(own, false, timeout -> {
            if (own == readOnly) {
                throw new InvalidOperationException(Reason.READ_ONLY, "").during("openSession");
            }
            return join(null);
        }, lanes);
    }

    @Override
    public AsyncFileBackend async(StoreOperations own) {
        return new StoreAsync(() -> asyncTarget(own), lanes);
    }

    /** Joins, whatever the time-out: there is nobody to wait for. */
    @Override
    public Session openSession(Duration timeout) {
        return join(Thread.currentThread());
    }

    Lanes lanes() {
        return lanes;
    }

    boolean isOver(Store opened) {
        return store == opened;
    }

    /** Whether a thread is inside. */
    boolean holds(Thread thread) {
        return inside.containsKey(thread);
    }

    /**
     * Opens one more session of this unit.
     *
     * @param thread that will be inside; {@code null} for none
     */
    synchronized StoreSession join(Thread thread) {
        if (over) {
            throw new StorageException(Kind.CLOSED, "", "the session has ended", null).during("openSession");
        }
        StoreSession session = new StoreSession(this, thread);
        joined.add(session);
        if (thread != null) {
            inside.merge(thread, 1, Integer::sum);
        }
        return session;
    }

    /** One session ends; with the last one, the unit does. */
    CommitResult leave(StoreSession session, boolean committed) {
        boolean last;
        boolean lost;
        synchronized (this) {
            if (over && committed) {
                throw new StorageException(Kind.CLOSED, "", "the session was rolled back when its backend was closed",
                        null).during("commit");
            }
            if (over) {
                return CommitResult.joined();
            }
            joined.remove(session);
            if (session.opener() != null) {
                inside.computeIfPresent(session.opener(), (thread, count) -> count == 1 ? null : count - 1);
            }
            doomed |= !committed;
            lost = doomed;
            last = joined.isEmpty();
            over = last;
            ender = last ? Thread.currentThread() : null;
        }
        if (last && !lost) {
            return commit();
        }
        if (last) {
            rollBack();
        }
        if (committed && lost) {
            throw new InvalidOperationException(Reason.ROLLED_BACK, "").during("commit");
        }
        return CommitResult.joined();
    }

    private CommitResult commit() {
        try {
            return Calls.run("commit", "", overlay::commit);
        } finally {
            release();
        }
    }

    private void rollBack() {
        try {
            overlay.end();
        } finally {
            release();
        }
    }

    /** What became of the changes is certain by now: a lock that cannot be given back makes no other thing of it. */
    private void release() {
        SessionTable.leave(root, this);
        try {
            lock.close();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The lock of a session could not be given back", e);
        } finally {
            ended.countDown();
            endWhatIsUnderWay();
        }
    }

    /** Those who wait for what ends with the session may go on right here, and want the lock; what they do is theirs. */
    private void endWhatIsUnderWay() {
        try {
            lanes.close();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "What was under way in a session has failed while it was ended", e);
        }
    }

    /** Rolls back whatever is open; a commit that is under way is waited for. */
    void abort() {
        boolean ending;
        synchronized (this) {
            ending = over;
            over = true;
        }
        if (ending) {
            awaitEnd();
            return;
        }
        inside.clear();
        rollBack();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (ended.getCount() > 0 && ender != Thread.currentThread()) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true; // what is under way must not lose its store
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
