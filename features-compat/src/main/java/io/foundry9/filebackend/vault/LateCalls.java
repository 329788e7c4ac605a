package io.foundry9.filebackend.vault;

import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Calls that have come while a vault had no backend, and whose callers are not made to wait. One thread waits for all of
 * them, and is there only while there are some; each has its own time, which runs side by side with that of the others.
 * Its monitor guards the queue.
 */
final class LateCalls {

    private static final System.Logger LOG = System.getLogger(LateCalls.class.getName());

    private final Vault vault;
    private final VaultThreads threads;
    private final Set<Call> queue = new LinkedHashSet<>();
    private boolean served;

    /** One call. Compared by identity. */
    static final class Call {
        private final Consumer<Generation> continuation;
        private final long since = System.nanoTime();

        private Call(Consumer<Generation> continuation) {
            this.continuation = continuation;
        }
    }

    LateCalls(Vault vault, VaultThreads threads) {
        this.vault = vault;
        this.threads = threads;
    }

    /**
     * Goes on with a call when there is a lease, on a thread of the registry.
     *
     * @param continuation takes over a lease on a backend, or on something that refuses; it must not block
     */
    Call add(Consumer<Generation> continuation) {
        Call call = new Call(continuation);
        synchronized (this) {
            queue.add(call);
            if (served) {
                return call;
            }
            served = true;
        }
        try {
            threads.await(this::serve);
        } catch (RejectedExecutionException e) {
            serve(); // the registry is closed: there is nothing to wait for
        }
        return call;
    }

    /** Takes a call back; false if it goes on already. */
    synchronized boolean remove(Call call) {
        return queue.remove(call);
    }

    private void serve() {
        for (Call call = first(); call != null; call = first()) {
            Generation leased = vault.awaitLease(call.since);
            if (remove(call)) {
                goOn(call, leased);
            } else {
                leased.release();
            }
        }
    }

    private static void goOn(Call call, Generation leased) {
        try {
            call.continuation.accept(leased);
        } catch (RuntimeException | Error e) { // the calls behind it must not suffer from it
            LOG.log(Level.ERROR, "a call that had waited for its backend has failed where it should not", e);
        }
    }

    private synchronized Call first() {
        Iterator<Call> calls = queue.iterator();
        served = calls.hasNext();
        return served ? calls.next() : null;
    }
}
