package io.foundry9.filebackend.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Adds up what it is told, by operation. Safe for use by many threads. */
public final class OperationRecorder implements OperationListener {

    private final Map<String, Figures> figures = new ConcurrentHashMap<>();

    /**
     * What is known of one operation. Immutable.
     *
     * @param count how often it was over
     * @param failures how often it failed
     * @param totalNanos how long it took in all
     * @param maxNanos how long it took at most
     */
    public record Figures(long count, long failures, long totalNanos, long maxNanos) {

        private Figures plus(Figures other) {
            return new Figures(
                    count + other.count,
                    failures + other.failures,
                    totalNanos + other.totalNanos,
                    Math.max(maxNanos, other.maxNanos));
        }
    }

    /** A recorder that has been told nothing yet. */
    public OperationRecorder() {}

    @Override
    public void finished(String operation, long nanos, Optional<Throwable> failure) {
        figures.merge(operation, new Figures(1, failure.isPresent() ? 1 : 0, nanos, nanos), Figures::plus);
    }

    /** The figures at this moment, sorted by operation. */
    public Map<String, Figures> figures() {
        return new TreeMap<>(figures);
    }
}
