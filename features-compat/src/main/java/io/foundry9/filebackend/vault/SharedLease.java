package io.foundry9.filebackend.vault;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A share of a lease, which is given back when every share of it is. Safe for use by many threads. */
final class SharedLease implements Runnable {

    private final Runnable lease;
    private final AtomicInteger shares;
    private final AtomicBoolean over = new AtomicBoolean();

    /** @param lease given back with the last share */
    SharedLease(Runnable lease) {
        this(lease, new AtomicInteger(1));
    }

    private SharedLease(Runnable lease, AtomicInteger shares) {
        this.lease = lease;
        this.shares = shares;
    }

    /** One more, taken by somebody who has one. */
    SharedLease share() {
        shares.incrementAndGet();
        return new SharedLease(lease, shares);
    }

    /** Gives this share back; a second call does nothing. */
    @Override
    public void run() {
        if (over.compareAndSet(false, true) && shares.decrementAndGet() == 0) {
            lease.run();
        }
    }
}
