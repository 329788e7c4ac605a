package io.foundry9.filebackend.openai.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The emulator's time: a clock that tests can put forward. Safe for threads. */
final class EmulatorClock {
    private final Clock source;
    private Duration ahead = Duration.ZERO;

    EmulatorClock(Clock source) {
        this.source = source;
    }

    synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    synchronized Instant now() {
        return source.instant().plus(ahead);
    }
}
