package io.foundry9.filebackend.vault;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The generations of all vaults that are being closed at this moment, whatever has replaced them. Safe for use by many
 * threads.
 */
final class Farewells {

    private final Set<Farewell> underWay = ConcurrentHashMap.newKeySet();

    /** Those of them for which nobody is to wait any more. */
    private final Set<Farewell> leftAlone = ConcurrentHashMap.newKeySet();

    Farewell begin(Generation old, Duration drainTimeout) {
        Farewell farewell = new Farewell(old, drainTimeout);
        underWay.add(farewell);
        return farewell;
    }

    /** It is closed. */
    void end(Farewell farewell) {
        underWay.remove(farewell);
        leftAlone.remove(farewell);
    }

    /** Whoever was to wait for it has done so in vain, or must not. */
    void leaveAlone(Farewell farewell) {
        leftAlone.add(farewell);
        if (!underWay.contains(farewell)) {
            leftAlone.remove(farewell);
        }
    }

    List<Farewell> all() {
        return List.copyOf(underWay);
    }

    /** Those whose code is not there any more, or about to go, so that somebody has to wait for them. */
    List<Farewell> unserved() {
        return underWay.stream()
                .filter(farewell -> !leftAlone.contains(farewell) && !farewell.generation().isServed())
                .toList();
    }
}
