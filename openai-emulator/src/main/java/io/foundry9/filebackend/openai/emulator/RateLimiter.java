package io.foundry9.filebackend.openai.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts writes over the minute that has just passed, by the emulator's clock. What is over the limit is refused and
 * not counted. Guarded by the lock of {@link Service}.
 */
final class RateLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Map<String, Deque<Instant>> windows = new HashMap<>();
    private final Optional<RateLimits> limits;
    private final EmulatorClock clock;

    RateLimiter(Optional<RateLimits> limits, EmulatorClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The headers that the answer carries; none when nothing is limited. */
    Map<String, String> admit(Call call) {
        if (limits.isEmpty()) {
            return Map.of();
        }
        if (call.route().attaches()) {
            return admit("attach " + call.id(), limits.get().attachesPerStore());
        }
        if (call.route() == Route.CREATE_FILE) {
            return admit("upload " + call.apiKey(), limits.get().fileUploads());
        }
        return Map.of();
    }

    private Map<String, String> admit(String what, int limit) {
        Instant now = clock.now();
        Deque<Instant> window = windows.computeIfAbsent(what, key -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peekFirst().plus(WINDOW).isAfter(now)) {
            window.removeFirst();
        }
        if (window.size() >= limit) {
            long wait = secondsUntil(now, window.peekFirst());
            Map<String, String> headers = new HashMap<>(headers(limit, 0, wait));
            headers.put("Retry-After", Long.toString(wait));
            throw ApiException.rateLimited("Rate limit reached: " + limit + " requests per minute. Please try again in "
                    + wait + "s.", headers);
        }
        window.addLast(now);
        return headers(limit, limit - window.size(), secondsUntil(now, window.peekFirst()));
    }

    private static long secondsUntil(Instant now, Instant oldest) {
        return Math.max(1, (Duration.between(now, oldest.plus(WINDOW)).toMillis() + 999) / 1000);
    }

    private static Map<String, String> headers(int limit, int remaining, long reset) {
        return Map.of("x-ratelimit-limit-requests", Integer.toString(limit), "x-ratelimit-remaining-requests",
                Integer.toString(remaining), "x-ratelimit-reset-requests", reset + "s");
    }
}
