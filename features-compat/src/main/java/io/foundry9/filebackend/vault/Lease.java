package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
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

    Generation generation() {
        return generation;
    }

    FileBackend backend() {
        return generation.backend();
    }

    /**
     * One more on the same generation, also if that is being replaced already.
     *
     * @throws StorageException it is being closed
     */
    Lease another() {
        if (!generation.join()) {
            throw new StorageException(Kind.CLOSED, "", "the backend was closed meanwhile", null);
        }
        return new Lease(generation, holders);
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
