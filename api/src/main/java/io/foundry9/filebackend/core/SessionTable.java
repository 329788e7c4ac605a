package io.foundry9.filebackend.core;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The sessions that are open, by the root that each is on: a thread inside one is recognised through whatever backend on
 * the same root. There is at most one on a root, and it is here only while it holds the lock on it; so there is nothing
 * that outlives its use, and nothing for two to disagree about. Safe for use by many threads.
 */
final class SessionTable {

    private static final ConcurrentMap<Object, SessionUnit> OPEN = new ConcurrentHashMap<>();

    private SessionTable() {}

    static void enter(Object root, SessionUnit unit) {
        OPEN.put(root, unit);
    }

    static void leave(Object root, SessionUnit unit) {
        OPEN.remove(root, unit);
    }

    /** The session on a root. */
    static Optional<SessionUnit> on(Object root) {
        return Optional.ofNullable(OPEN.get(root));
    }

    /** The session on a root that the calling thread is inside of; {@code null} for none. */
    static SessionUnit joinedBy(Thread thread, Object root) {
        if (OPEN.isEmpty()) {
            return null;
        }
        SessionUnit unit = OPEN.get(root);
        return unit != null && unit.holds(thread) ? unit : null;
    }
}
