package io.foundry9.filebackend.openai;

import java.util.HashMap;
import java.util.Map;

/** Keeps content from being deleted while somebody in this process reads it. Safe for use by many threads. */
final class OpenReaders {

    private static final class Use {
        private int readers;
        private Runnable last = () -> {};
    }

    private final Map<String, Use> uses = new HashMap<>();

    synchronized void begin(String id) {
        uses.computeIfAbsent(id, unused -> new Use()).readers++;
    }

    void end(String id) {
        Runnable last = () -> {};
        synchronized (this) {
            Use use = uses.get(id);
            if (--use.readers == 0) {
                uses.remove(id);
                last = use.last;
            }
        }
        last.run();
    }

    /** Runs it at once if nobody reads the entry, else when the last has finished. */
    void whenUnread(String id, Runnable action) {
        synchronized (this) {
            Use use = uses.get(id);
            if (use != null) {
                use.last = action;
                return;
            }
        }
        action.run();
    }
}
