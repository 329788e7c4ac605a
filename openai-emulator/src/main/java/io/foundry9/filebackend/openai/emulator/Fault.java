package io.foundry9.filebackend.openai.emulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong with one request.
 *
 * @param kind    what goes wrong
 * @param time    how long it lasts, where that means something; else zero
 * @param headers what the answer carries besides
 */
public record Fault(FaultKind kind, Duration time, Map<String, String> headers) {
    /** 429 without a hint when to come back. */
    public static Fault rateLimited() {
        return of(FaultKind.RATE_LIMITED);
    }

    /** 429 with {@code Retry-After} in seconds, with a fraction when the time has one. */
    public static Fault rateLimited(Duration retryAfter) {
        String seconds = BigDecimal.valueOf(retryAfter.toMillis(), 3).stripTrailingZeros().toPlainString();
        return new Fault(FaultKind.RATE_LIMITED, retryAfter, Map.of("Retry-After", seconds));
    }

    /** 429 with {@code retry-after-ms}. */
    public static Fault rateLimitedMillis(Duration retryAfter) {
        return new Fault(FaultKind.RATE_LIMITED, retryAfter,
                Map.of("retry-after-ms", Long.toString(retryAfter.toMillis())));
    }

    /** 500. */
    public static Fault serverError() {
        return of(FaultKind.SERVER_ERROR);
    }

    /** 502 with an HTML body. */
    public static Fault badGateway() {
        return of(FaultKind.BAD_GATEWAY);
    }

    /** 503. */
    public static Fault unavailable() {
        return of(FaultKind.UNAVAILABLE);
    }

    /** A reset before anything is done. */
    public static Fault resetBefore() {
        return of(FaultKind.RESET_BEFORE);
    }

    /** Done, but a reset instead of the answer. */
    public static Fault lostAnswer() {
        return of(FaultKind.LOST_ANSWER);
    }

    /** The body stops in the middle for that long, and then goes on. */
    public static Fault stalled(Duration time) {
        return new Fault(FaultKind.STALLED_BODY, time, Map.of());
    }

    /** The connection is closed in the middle of the body. */
    public static Fault truncated() {
        return of(FaultKind.TRUNCATED_BODY);
    }

    /** Half of the body, with the length of that half: for HTTP it is complete. */
    public static Fault halfBody() {
        return of(FaultKind.HALF_BODY);
    }

    /** What the request attaches stays {@code in_progress} for that long besides the usual delay. */
    public static Fault slowIndexing(Duration time) {
        return new Fault(FaultKind.SLOW_INDEXING, time, Map.of());
    }

    /** What the request attaches ends as {@code failed}, with {@code server_error}. */
    public static Fault failedIndexing() {
        return of(FaultKind.FAILED_INDEXING);
    }

    /** The request is done twice. */
    public static Fault duplicated() {
        return of(FaultKind.DUPLICATED);
    }

    private static Fault of(FaultKind kind) {
        return new Fault(kind, Duration.ZERO, Map.of());
    }
}
