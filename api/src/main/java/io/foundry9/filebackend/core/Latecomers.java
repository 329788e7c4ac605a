package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StorePath;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes that go on although their caller has gone. What they need, the lock over their paths and the stagings, is let
 * go only after them. Safe for use by many threads.
 */
final class Latecomers {

    private final List<Latecomer> all = new CopyOnWriteArrayList<>();

    private record Latecomer(TimedCall<?> call, Set<StorePath> paths) {
        boolean needs(LockScope scope) {
            return scope.isTree() || scope.paths().stream().anyMatch(paths::contains);
        }
    }

    static Set<StorePath> pathsOf(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change instanceof Change.Move move
                        ? Stream.of(move.from(), move.path())
                        : Stream.of(change.path()))
                .collect(Collectors.toSet());
    }

    void add(TimedCall<?> call, Set<StorePath> paths) {
        Latecomer latecomer = new Latecomer(call, paths);
        all.add(latecomer);
        call.whenOver(() -> all.remove(latecomer));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Runs the action after all those that need a lock on this; at once if there are none. */
    void after(LockScope scope, Runnable action) {
        after(latecomer -> latecomer.needs(scope), action);
    }

    /** Runs the action after all that there are now. */
    void afterAll(Runnable action) {
        after(latecomer -> true, action);
    }

    private void after(Predicate<Latecomer> needed, Runnable action) {
        List<Latecomer> awaited = all.stream().filter(needed).toList();
        AtomicInteger left = new AtomicInteger(awaited.size() + 1);
        Runnable step = () -> {
            if (left.decrementAndGet() == 0) {
                action.run();
            }
        };
        awaited.forEach(latecomer -> latecomer.call.whenOver(step));
        step.run();
    }
}
