package io.foundry9.filebackend.vault;

import java.time.Duration;

/** Time-outs in the unit in which threads wait. */
final class Nanos {

    /** Nobody waits longer, and sums with the clock don't overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Nanos() {}

    static long of(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
    }
}
