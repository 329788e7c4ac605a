package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease that lasts longer than a moment. It is taken by one thread, and given back once, by whatever thread. */
final class Lease implements Runnable {

    private final Generation generation;
    private final Holders holders;
    private final Thread holder = Thread.currentThread();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Takes over a lease on the generation that the caller holds. */
    Lease(Generation generation, Holders holders) {
        this.generation = generation;
        this.holders = holders;
        holders.add(holder);
    }

    FileBackend backend() {
        return generation.backend();
    }

    boolean isOver() {
        return over.get();
    }

    /** Gives it back; a second call does nothing. */
    @Override
    public void run() {
        if (over.compareAndSet(false, true)) {
            holders.remove(holder);
            generation.release();
        }
    }
}
