package io.foundry9.filebackend.vault;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The threads that hold leases for longer than a moment: those that have something open, or whose content is being
 * written. Who waits for leases to end must not make such a thread wait in turn. It keeps a thread no longer than its
 * leases. Safe for use by many threads.
 */
final class Holders {

    private final ConcurrentMap<Thread, Integer> counts = new ConcurrentHashMap<>();

    void add(Thread thread) {
        counts.merge(thread, 1, Integer::sum);
    }

    void remove(Thread thread) {
        counts.computeIfPresent(thread, (same, count) -> count == 1 ? null : count - 1);
    }

    boolean includes(Thread thread) {
        return counts.containsKey(thread);
    }
}
