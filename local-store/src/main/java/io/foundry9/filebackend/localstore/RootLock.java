package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The locks of one root: first against others in this JVM, by fair semaphores, then against other processes, by bytes of
 * the lock file. An entry is locked by its last name alone, so that two paths that lead to one directory by links meet.
 * Safe for use by many threads; a lock belongs to who holds the object, not to a thread.
 */
final class RootLock {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final Gate gate;

    RootLock(Gate gate) {
        this.gate = gate;
    }

    StoreLock take(LockScope scope, Duration timeout) throws IOException {
        HeldLock held = new HeldLock();
        try {
            if (scope.isTree()) {
                takeTree(held, Deadline.in(timeout, ""));
            } else {
                takeEntries(scope, held, Deadline.in(timeout, scope.paths().get(0).toString()));
            }
            return held;
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    /** The right to write, follow or finish a journal; innermost, and held for moments only. */
    StoreLock takeJournal(Duration timeout) throws IOException {
        HeldLock held = new HeldLock();
        try {
            Deadline deadline = Deadline.in(timeout, "");
            take(held, deadline, gate.journal(), 1);
            lockBytes(held, deadline, LockFile.JOURNAL, 1);
            return held;
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private void takeTree(HeldLock held, Deadline deadline) throws IOException {
        take(held, deadline, gate.tree(), Gate.PERMITS);
        if (!gate.reachesOtherProcesses()) {
            return;
        }
        FileLock lock = gate.tryLock(LockFile.ENTRIES, LockFile.ENTRY_COUNT, false);
        if (lock == null) {
            try (HeldLock announced = new HeldLock()) {
                lock = announceAndWait(announced, deadline);
            }
        }
        held.add(lock);
    }

    /** Others give way to who has announced himself; of several who wait for the tree, any may be next. */
    private FileLock announceAndWait(HeldLock announced, Deadline deadline) throws IOException {
        for (int round = 0;; round++) {
            if (announced.isEmpty()) {
                announced.add(gate.tryLock(LockFile.ANNOUNCEMENT, 1, false));
            }
            deadline.pause(round);
            FileLock lock = gate.tryLock(LockFile.ENTRIES, LockFile.ENTRY_COUNT, false);
            if (lock != null) {
                return lock;
            }
        }
    }

    private void takeEntries(LockScope scope, HeldLock held, Deadline deadline) throws IOException {
        take(held, deadline, gate.tree(), 1);
        if (scope.paths().size() == 1) {
            int slot = slot(scope.paths().get(0));
            take(held, deadline, gate.stripe(slot % Gate.STRIPES), 1);
            giveWay(deadline);
            lockBytes(held, deadline, LockFile.ENTRIES + slot, 1);
            return;
        }
        int[] slots = scope.paths().stream().mapToInt(RootLock::slot).distinct().sorted().toArray();
        for (int stripe : scope.paths().stream().mapToInt(path -> slot(path) % Gate.STRIPES).distinct().sorted()
                .toArray()) {
            take(held, deadline, gate.stripe(stripe), 1);
        }
        giveWay(deadline);
        for (int slot : slots) {
            lockBytes(held, deadline, LockFile.ENTRIES + slot, 1);
        }
    }

    private static int slot(StorePath path) {
        int hash = Names.folded(path.name()).hashCode();
        return (hash ^ hash >>> 16) & (LockFile.ENTRY_COUNT - 1);
    }

    private static void take(HeldLock held, Deadline deadline, Semaphore semaphore, int permits) {
        deadline.take(semaphore, permits);
        held.add(semaphore, permits);
    }

    private void lockBytes(HeldLock held, Deadline deadline, long position, long size) throws IOException {
        if (!gate.reachesOtherProcesses()) {
            return;
        }
        for (int round = 0;; round++) {
            FileLock lock = gate.tryLock(position, size, false);
            if (lock != null) {
                held.add(lock);
                return;
            }
            deadline.pause(round);
        }
    }

    /** Waits while another process has announced that it waits for the whole tree. */
    private void giveWay(Deadline deadline) throws IOException {
        if (!gate.reachesOtherProcesses()) {
            return;
        }
        for (int round = 0;; round++) {
            long now = System.nanoTime();
            long due = gate.nextLook().get();
            if (now - due >= 0 && gate.nextLook().compareAndSet(due, now + LOOK_EVERY)) {
                gate.announced().set(isAnnounced());
            }
            if (!gate.announced().get()) {
                return;
            }
            deadline.pause(round);
        }
    }

    private boolean isAnnounced() throws IOException {
        FileLock look = gate.tryLock(LockFile.ANNOUNCEMENT, 1, true);
        if (look == null) {
            return true;
        }
        look.release();
        return false;
    }
}
