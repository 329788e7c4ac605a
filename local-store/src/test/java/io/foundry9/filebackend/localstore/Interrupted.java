package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Interrupts whoever attempts something, exactly once each time, at a moment that may be any: also just after it. */
final class Interrupted {

    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG = TimeUnit.MILLISECONDS.toNanos(250);

    private final Random random;
    private final long longest;

    /** About as long as an attempt takes; grows while none is done, so that one will be, however slow all is. */
    private long lasting = SHORT;
    private int failed;
    private int done;

    private Interrupted(long longest) {
        this.random = new Random();
        this.longest = longest;
    }

    /** For what will be done if it is attempted often enough. */
    static Interrupted now() {
        return new Interrupted(LONG);
    }

    /** For what is never done. */
    static Interrupted soon() {
        return new Interrupted(SHORT);
    }

    /** What may be interrupted. */
    interface Attempt {
        void make() throws Exception;
    }

    /**
     * Attempts something on this thread.
     *
     * @return whether it was done; else it has said that it was interrupted
     */
    boolean attempt(Attempt attempt) throws Exception {
        Thread thread = Thread.currentThread();
        long start = System.nanoTime();
        long moment = start + random.nextLong(lasting + lasting / 2);
        Thread other = new Thread(() -> {
            while (System.nanoTime() - moment < 0) {
                Thread.onSpinWait();
            }
            thread.interrupt();
        });
        other.start();
        boolean success = false;
        try {
            attempt.make();
            success = true;
            lasting = (3 * lasting + System.nanoTime() - start) / 4;
            done++;
        } catch (StorageException e) {
            assertThat(e.kind()).as("kind of %s", e).isEqualTo(Kind.INTERRUPTED);
            assertThat(thread.isInterrupted()).as("told by a failure, so still interrupted").isTrue();
            failed++;
            lasting = Math.min(longest, lasting + lasting / 8);
        } finally {
            while (other.isAlive()) {
                Thread.onSpinWait(); // a join would end at the interrupt
            }
        }
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        return success;
    }

    @Override
    public String toString() {
        return done + " done, " + failed + " interrupted";
    }
}
