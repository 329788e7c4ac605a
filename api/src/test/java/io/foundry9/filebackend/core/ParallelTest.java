package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void theResultsComeInTheOrderOfTheItems() {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        assertThat(Parallel.map(items, i -> i * 2))
                .isEqualTo(IntStream.range(0, 1000).map(i -> i * 2).boxed().toList());
    }

    @Test
    void nothingToDoStartsNothing() {
        assertThat(Parallel.map(List.of(), item -> item)).isEmpty();
    }

    @Test
    void severalThreadsWorkAtOnce() {
        Assumptions.assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "needs two processors");
        CyclicBarrier bothAreHere = new CyclicBarrier(2);
        assertThat(Parallel.map(List.of(1, 2), item -> meet(bothAreHere))).containsExactly(true, true);
    }

    private static boolean meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFirstFailureIsThrownAndStopsTheRest() {
        AtomicInteger done = new AtomicInteger();
        List<Integer> items = IntStream.range(0, 100_000).boxed().toList();
        assertThatThrownBy(() -> Parallel.map(items, item -> {
            if (item == 3) {
                throw new IllegalStateException("three");
            }
            return done.incrementAndGet();
        })).isInstanceOf(IllegalStateException.class).hasMessage("three");
        assertThat(done.get()).isLessThan(items.size());
    }

    @Test
    void anErrorIsThrownAsItIs() {
        assertThatThrownBy(() -> Parallel.map(List.of(1), item -> {
            throw new StackOverflowError();
        })).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void anInterruptOfTheCallerIsKept() {
        Thread.currentThread().interrupt();
        assertThat(Parallel.map(List.of(1, 2, 3), item -> item)).containsExactly(1, 2, 3);
        assertThat(Thread.interrupted()).isTrue();
    }
}
