package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.spi.FairLocks;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class FairLocksTest {

    private static final LockScope A = LockScope.entry(StorePath.parse("a"));
    private static final LockScope B = LockScope.entry(StorePath.parse("b"));

    private final FairLocks locks = new FairLocks();

    @Test
    void entriesThatHaveNothingToDoWithEachOtherAreLockedSideBySide() throws Exception {
        try (StoreLock a = locks.acquire(A, Duration.ZERO); StoreLock b = locks.acquire(B, Duration.ZERO)) {
            assertThat(a).isNotSameAs(b);
        }
        locks.acquire(LockScope.tree(), Duration.ZERO).close();
    }

    @Test
    void whoeverWaitsGetsItsTurnInTheOrderOfArrival() throws Exception {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        try (StoreLock held = locks.acquire(LockScope.tree(), Duration.ZERO)) {
            for (int i = 0; i < 6; i++) {
                int number = i;
                LockScope scope = i % 2 == 0 ? A : LockScope.tree();
                Thread thread = new Thread(() -> {
                    try (StoreLock lock = locks.acquire(scope, null)) {
                        order.add(number);
                    } catch (Exception e) {
                        order.add(-1);
                    }
                });
                thread.start();
                while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                waiting.add(thread);
            }
        }
        for (Thread thread : waiting) {
            thread.join();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void whoGivesUpIsInNobodysWay() throws Exception {
        try (StoreLock held = locks.acquire(A, Duration.ZERO)) {
            assertThatExceptionOfType(LockTimeoutException.class)
                    .isThrownBy(() -> locks.acquire(LockScope.tree(), Duration.ofMillis(5)))
                    .satisfies(error -> assertThat(error.waited()).isEqualTo(Duration.ofMillis(5)));
            locks.acquire(B, Duration.ZERO).close();
        }
    }
}
