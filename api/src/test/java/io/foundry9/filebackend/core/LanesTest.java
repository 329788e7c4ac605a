package io.foundry9.filebackend.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.core.Operation.Body;
import io.foundry9.filebackend.core.Operation.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeTimer timer = new FakeTimer();
    private final Lanes lanes = new Lanes(LaneThreads.platform(), 1, timer);
    private final Blocker first = new Blocker();
    private final AtomicInteger nevers = new AtomicInteger();

    @AfterEach
    void close() {
        first.release();
        lanes.close();
    }

    private <T> Operation<T> operation(Duration patience, Body<T> body) {
        return new Operation<>(
                lanes, Task.of("write", "/a", body).orElse(nevers::incrementAndGet), patience);
    }

    /** Occupies the lane on which one waits. */
    private CompletionStage<Object> occupy() throws Exception {
        CompletionStage<Object> stage = this.<Object>operation(LONG, left -> {
            first.block();
            return "first";
        }).startWaiting();
        first.awaitBegun();
        return stage;
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletionStage<?> stage) throws Exception {
        return join(stage.handle((result, failure) -> failure));
    }

    @Test
    void whoWaitsKeepsNobodyElseFromRunning() throws Exception {
        occupy();
        assertThat(join(operation(null, left -> "read").start())).isEqualTo("read");
        assertThat(join(operation(Duration.ZERO, left -> "once").startWaiting())).isEqualTo("once");
    }

    @Test
    void theTimeForWaitingCountsFromTheCall() throws Exception {
        CompletionStage<Object> before = occupy();
        CompletionStage<Duration> queued = operation(LONG, left -> left).startWaiting();
        timer.advance(Duration.ofSeconds(4));
        first.release();
        join(before);
        assertThat(join(queued)).isEqualTo(Duration.ofSeconds(6));
        assertThat(timer.alarms()).isZero();
    }

    @Test
    void whoseTimeIsUpWhileHeQueuesTriesOnceOnTheOtherLane() throws Exception {
        occupy();
        List<Duration> tries = Collections.synchronizedList(new ArrayList<>());
        CompletionStage<Object> queued = operation(Duration.ofSeconds(1), left -> {
            tries.add(left);
            throw new LockTimeoutException("a", left);
        }).startWaiting();
        timer.advance(Duration.ofMillis(999));
        assertThat(tries).isEmpty();
        timer.advance(Duration.ofMillis(1));
        assertThat(failureOf(queued)).isInstanceOfSatisfying(LockTimeoutException.class,
                failure -> assertThat(failure.waited()).isEqualTo(Duration.ofSeconds(1)));
        assertThat(tries).containsExactly(Duration.ZERO);
    }

    @Test
    void whoWaitsForEverIsNeverMoved() throws Exception {
        CompletionStage<Object> before = occupy();
        CompletableFuture<Duration> told = new CompletableFuture<>();
        CompletionStage<String> queued = operation(null, left -> {
            told.complete(left);
            return "done";
        }).startWaiting();
        assertThat(timer.alarms()).isZero();
        first.release();
        join(before);
        assertThat(join(queued)).isEqualTo("done");
        assertThat(told).isCompletedWithValue(null);
    }

    @Test
    void thoseWhoQueueAreServedInTheirOrder() throws Exception {
        occupy();
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletionStage<Boolean>> queued = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            queued.add(operation(LONG, left -> order.add(number)).startWaiting());
        }
        first.release();
        for (CompletionStage<Boolean> each : queued) {
            join(each);
        }
        assertThat(order).hasSize(20).isSorted();
    }

    @Test
    void anAlmostEndlessTimeForWaitingDoesNotOverflow() throws Exception {
        CompletionStage<Object> before = occupy();
        CompletionStage<Duration> queued =
                operation(Duration.ofSeconds(Long.MAX_VALUE), left -> left).startWaiting();
        first.release();
        join(before);
        assertThat(join(queued)).isPositive();
    }

    @Test
    void whatIsCancelledInTheQueueNeverRuns() throws Exception {
        occupy();
        CompletionStage<String> queued = operation(LONG, left -> "no").startWaiting();
        assertThat(queued.toCompletableFuture().cancel(false)).isTrue();
        assertThat(queued.toCompletableFuture()).isCancelled();
        assertThat(queued.toCompletableFuture().cancel(false)).isTrue();
        assertThat(nevers).hasValue(1);
        assertThat(timer.alarms()).isZero();
    }

    @Test
    void whatIsCancelledWhileItRunsIsInterrupted() throws Exception {
        CompletionStage<Object> running = occupy();
        assertThat(running.toCompletableFuture().cancel(true)).isTrue();
        first.awaitInterrupt();
        assertThat(failureOf(running)).isInstanceOf(CancellationException.class);
        assertThat(join(operation(LONG, left -> Thread.currentThread().isInterrupted()).startWaiting())).isFalse();
    }

    @Test
    void aResultThatComesTooLateIsDiscarded() throws Exception {
        Blocker stubborn = new Blocker();
        CompletableFuture<String> discarded = new CompletableFuture<>();
        CompletionStage<String> stage = new Operation<>(lanes, Task.<String>of("open", "", left -> {
            stubborn.blockStubbornly();
            return "late";
        }).discarding(late -> {
            discarded.complete(late);
            throw new IllegalStateException("discarding fails");
        }), LONG).startWaiting();
        stubborn.awaitBegun();
        assertThat(stage.toCompletableFuture().cancel(true)).isTrue();
        stubborn.awaitInterrupt();
        stubborn.release();
        assertThat(join(discarded)).isEqualTo("late");
        assertThat(join(operation(LONG, left -> "next").startWaiting())).isEqualTo("next");
    }

    @Test
    void aCallerWhoCompletesTheStageStopsTheWork() throws Exception {
        CompletionStage<Object> running = occupy();
        assertThat(running.toCompletableFuture().complete("enough")).isTrue();
        assertThat(running.toCompletableFuture().complete("again")).isFalse();
        first.awaitInterrupt();
        assertThat(join(running)).isEqualTo("enough");
    }

    @Test
    void whatIsMakingItsChangeIsNotStopped() throws Exception {
        Blocker changing = new Blocker();
        CompletionStage<String> stage =
                operation(LONG, left -> Calls.run("write", "a", () -> Interruption.change(() -> {
                    changing.block();
                    return "changed";
                }))).startWaiting();
        changing.awaitBegun();
        assertThat(stage.toCompletableFuture().cancel(true)).isFalse();
        assertThat(stage.toCompletableFuture().completeExceptionally(new IllegalStateException())).isFalse();
        changing.release();
        assertThat(join(stage)).isEqualTo("changed");
    }

    @Test
    void aChangeThatFailsLetsTheWorkBeStoppedAfterAll() throws Exception {
        Blocker changing = new Blocker();
        CompletionStage<String> stage = operation(LONG, left -> Calls.run("write", "a", () -> {
            try {
                return Interruption.change(() -> {
                    changing.block();
                    throw new Rules.LinkMet();
                });
            } catch (Rules.LinkMet met) {
                return Interruption.change(() -> "changed elsewhere");
            }
        })).startWaiting();
        changing.awaitBegun();
        assertThat(stage.toCompletableFuture().cancel(true)).isFalse();
        changing.release();
        assertThat(failureOf(stage)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aChangeThatFailsForGoodTellsWhyThoughSomebodyWantedToStopIt() throws Exception {
        Blocker changing = new Blocker();
        CompletionStage<String> stage =
                operation(LONG, left -> Calls.run("write", "a", () -> Interruption.<String>change(
                        () -> {
                            changing.block();
                            throw new IOException("broken");
                        }))).startWaiting();
        changing.awaitBegun();
        assertThat(stage.toCompletableFuture().cancel(true)).isFalse();
        changing.release();
        assertThat(failureOf(stage)).isInstanceOf(StorageException.class).hasMessageContaining("broken");
    }

    @Test
    void closingFailsWhatQueuesAndStopsWhatRuns() throws Exception {
        CompletionStage<Object> running = occupy();
        CompletionStage<String> queued = operation(LONG, left -> "no").startWaiting();
        lanes.close();
        lanes.close();
        for (CompletionStage<?> each : List.<CompletionStage<?>>of(running, queued,
                operation(LONG, left -> "no").startWaiting(), operation(LONG, left -> "no").start())) {
            assertThat(failureOf(each)).isInstanceOfSatisfying(StorageException.class, failure -> {
                assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
                assertThat(failure.operation()).isEqualTo("write");
                assertThat(failure.path()).isEqualTo("a");
            });
        }
        first.awaitInterrupt();
        assertThat(nevers).hasValue(3);
    }

    @Test
    void closingWaitsForWhatIsBeingPutInOrder() throws Exception {
        Blocker work = new Blocker();
        CompletableFuture<String> inOrder = new CompletableFuture<>();
        operation(LONG, left -> {
            try {
                work.block();
            } finally {
                inOrder.complete("yes");
            }
            return null;
        }).start();
        work.awaitBegun();
        lanes.close();
        assertThat(inOrder).isCompletedWithValue("yes");
    }

    @Test
    void aThreadOfTheLanesMayCloseThem() throws Exception {
        CompletionStage<Long> closing = operation(LONG, left -> "x").start().thenApply(x -> {
            long start = System.nanoTime();
            lanes.close();
            return System.nanoTime() - start;
        });
        assertThat(Duration.ofNanos(join(closing))).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anInterruptedCloserDoesNotWait() throws Exception {
        Blocker stubborn = new Blocker();
        operation(LONG, left -> {
            stubborn.blockStubbornly();
            return null;
        }).start();
        stubborn.awaitBegun();
        Thread.currentThread().interrupt();
        lanes.close();
        assertThat(Thread.interrupted()).isTrue();
        stubborn.release();
    }

    @Test
    void aTaskThatFailsWhereItShouldNotHindersNobody() throws Exception {
        lanes.submit(() -> {
            throw new IllegalStateException("thrown on purpose");
        });
        assertThat(join(operation(LONG, left -> "fine").start())).isEqualTo("fine");
    }

    @Test
    void errorsReachWhoWaitsForTheStage() throws Exception {
        assertThat(failureOf(operation(LONG, left -> {
            throw new AssertionError("thrown on purpose");
        }).start())).isInstanceOf(AssertionError.class);
    }

    @Test
    void aPathThatIsNoneIsToldAsGiven() {
        assertThat(lanes.closed("read", "../x").path()).isEqualTo("../x");
        assertThat(lanes.closed("read", "/a//b").path()).isEqualTo("a/b");
    }

    @Test
    void threadsAreDaemonsWithAContextOfTheirOwn() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (LaneThreads best = LaneThreads.best()) {
            for (LaneThreads threads : List.of(best, LaneThreads.platform())) {
                CompletableFuture<Thread> ran = new CompletableFuture<>();
                CompletableFuture<ClassLoader> context = new CompletableFuture<>();
                threads.execute(() -> {
                    ran.complete(Thread.currentThread());
                    context.complete(Thread.currentThread().getContextClassLoader());
                });
                assertThat(join(ran).isDaemon()).isTrue();
                assertThat(join(ran).getName()).startsWith("f9-async-");
                assertThat(join(context)).isSameAs(LanesTest.class.getClassLoader());
                threads.close();
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(LaneThreads.best().width())
                .isEqualTo(Runtime.version().feature() >= 21 ? 64 : LaneThreads.platform().width());
    }

    @Test
    void theSystemsTimerRingsAndCanBeTakenBack() throws Exception {
        try (LaneTimer system = LaneTimer.ofTheSystem()) {
            CompletableFuture<String> rung = new CompletableFuture<>();
            system.after(Duration.ofDays(1).toNanos(), () -> rung.complete("too early")).run();
            long before = system.now();
            system.after(1, () -> rung.complete("rung"));
            assertThat(join(rung)).isEqualTo("rung");
            assertThat(system.now()).isGreaterThan(before);
        }
    }
}
