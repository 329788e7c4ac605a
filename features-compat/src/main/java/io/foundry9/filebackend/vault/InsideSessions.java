package io.foundry9.filebackend.vault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Which threads are inside sessions that they have opened on one vault. Safe for use by many threads. */
final class InsideSessions {

    /** The innermost last; a thread that is inside none has no entry. */
    private final Map<Thread, List<LeasedSession>> sessions = new ConcurrentHashMap<>();

    void enter(Thread thread, LeasedSession session) {
        sessions.merge(thread, List.of(session),
                (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }

    void leave(Thread thread, LeasedSession session) {
        sessions.computeIfPresent(thread, (key, before) -> {
            List<LeasedSession> left = before.stream().filter(other -> other != session).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** The session that the calling thread is inside of; {@code null} for none. */
    LeasedSession current() {
        if (sessions.isEmpty()) {
            return null;
        }
        List<LeasedSession> mine = sessions.get(Thread.currentThread());
        return mine == null ? null : mine.get(mine.size() - 1);
    }
}
