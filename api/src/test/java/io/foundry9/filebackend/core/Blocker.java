package io.foundry9.filebackend.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that goes on when a test lets it, and tells when it has begun and whether it was interrupted. */
final class Blocker {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /** Returns when it is let go. */
    void block() {
        begun.countDown();
        try {
            leave.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted.countDown();
            throw new IllegalStateException("interrupted");
        }
    }

    /** Goes on in spite of an interrupt. */
    void blockStubbornly() {
        begun.countDown();
        boolean again = true;
        while (again) {
            try {
                leave.await();
                again = false;
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    void awaitBegun() throws Exception {
        await(begun);
    }

    void awaitInterrupt() throws Exception {
        await(interrupted);
    }

    boolean hasBegun() {
        return begun.getCount() == 0;
    }

    void release() {
        leave.countDown();
    }

    private static void await(CountDownLatch latch) throws Exception {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException();
        }
    }
}
