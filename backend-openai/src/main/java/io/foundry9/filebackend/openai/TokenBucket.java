package io.foundry9.filebackend.openai;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Spreads requests so that a limit per minute is kept: a whole minute's worth at once, then as they are earned. */
final class TokenBucket {

    private final long capacity;
    private final LongSupplier nanoTime;
    private final double perNano;
    private double tokens;
    private long filled;

    /** @param perMinute how many; 0 for no limit */
    TokenBucket(long perMinute, LongSupplier nanoTime) {
        this.capacity = perMinute;
        this.nanoTime = nanoTime;
        this.perNano = perMinute / (double) Duration.ofMinutes(1).toNanos();
        this.tokens = perMinute;
        this.filled = nanoTime.getAsLong();
    }

    /** Takes one; @return how long to wait before it may be used */
    synchronized Duration take() {
        if (capacity == 0) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong();
        tokens = Math.min(capacity, tokens + (now - filled) * perNano);
        filled = now;
        tokens--;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / perNano));
    }
}
