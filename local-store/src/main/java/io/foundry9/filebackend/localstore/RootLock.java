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
 * Between processes, one byte is the turn: who holds it is next, and who wants the tree has to have it first. Who wants an
 * entry passes it by, unless somebody has it. So a process that comes back at once does not get the tree again before those
 * who have waited for it.
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
        } catch (Exception e) {
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
        } catch (Exception e) {
            held.close();
            throw e;
        }
    }

    private void takeTree(HeldLock held, Deadline deadline) throws IOException {
        take(held, deadline, gate.tree(), Gate.PERMITS);
        if (!gate.reachesOtherProcesses()) {
            return;
        }
        try (HeldLock turn = new HeldLock()) {
            lockBytes(turn, deadline, LockFile.TURN, 1);
            lockBytes(held, deadline, LockFile.ENTRIES, LockFile.ENTRY_COUNT);
        }
    }

    private void takeEntries(LockScope scope, HeldLock held, Deadline deadline) throws IOException {
        take(held, deadline, gate.tree(), 1);
        if (scope.paths().size() == 1) {
            int slot = slot(scope.paths().get(0));
            take(held, deadline, gate.stripe(slot % Gate.STRIPES), 1);
            try (HeldLock turn = awaitTurn(deadline)) {
                lockBytes(held, deadline, LockFile.ENTRIES + slot, 1);
            }
            return;
        }
        int[] slots = scope.paths().stream().mapToInt(RootLock::slot).distinct().sorted().toArray();
        for (int stripe : scope.paths().stream().mapToInt(path -> slot(path) % Gate.STRIPES).distinct().sorted()
                .toArray()) {
            take(held, deadline, gate.stripe(stripe), 1);
        }
        try (HeldLock turn = awaitTurn(deadline)) {
            for (int slot : slots) {
                lockBytes(held, deadline, LockFile.ENTRIES + slot, 1);
            }
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

    /** Passes by as long as nobody waits for his turn; else waits like all others, so that nobody waits for ever. */
    private HeldLock awaitTurn(Deadline deadline) throws IOException {
        HeldLock turn = new HeldLock();
        if (gate.reachesOtherProcesses() && isSomebodyWaiting()) {
            lockBytes(turn, deadline, LockFile.TURN, 1);
        }
        return turn;
    }

    private boolean isSomebodyWaiting() throws IOException {
        long now = System.nanoTime();
        long due = gate.nextLook().get();
        if (now - due >= 0 && gate.nextLook().compareAndSet(due, now + LOOK_EVERY)) {
            try (HeldLock look = new HeldLock()) {
                look.add(gate.tryLock(LockFile.TURN, 1, true));
                gate.announced().set(look.isEmpty());
            }
        }
        return gate.announced().get();
    }
}
