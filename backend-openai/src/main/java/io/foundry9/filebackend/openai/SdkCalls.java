package io.foundry9.filebackend.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import io.foundry9.filebackend.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes the client's calls: its failures become ours, and the service's clock is read on the way. Safe for many threads. */
final class SdkCalls {

    private static final int LONGEST_MESSAGE = 500;

    private static final int SHORTEST_SECRET = 8;

    private final Secret key;
    private volatile long clockOffset;

    /** @param key that no message may show */
    SdkCalls(Secret key) {
        this.key = key;
    }

    <T> T ask(Supplier<HttpResponseFor<T>> call) throws IOException {
        return told(() -> {
            try (HttpResponseFor<T> response = call.get()) {
                readClock(response.headers());
                return response.parse();
            }
        });
    }

    /** A response whose body is read, and which is closed, by the caller. */
    HttpResponse open(Supplier<HttpResponse> call) throws IOException {
        return told(() -> {
            HttpResponse response = call.get();
            readClock(response.headers());
            return response;
        });
    }

    private <T> T told(Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (OpenAIServiceException e) {
            throw new ApiException(e.statusCode(), e.code().orElse(""), message(e), retryAfter(e.headers()));
        } catch (OpenAIException e) {
            throw unanswered(e);
        }
    }

    /** The service's own words, in which it may repeat the key. */
    private String message(OpenAIServiceException failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage().strip();
        String secret = key.reveal();
        message = secret.length() < SHORTEST_SECRET ? message : message.replace(secret, key.toString());
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private static IOException unanswered(OpenAIException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException interrupt) {
                return new InterruptedIOException(interrupt.getMessage());
            }
            if (cause instanceof IOException io && !(io.getClass().getName().startsWith("com.fasterxml"))) {
                return new IOException(io.getMessage() == null ? io.getClass().getSimpleName() : io.getMessage());
            }
        }
        return new IOException("its answer makes no sense");
    }

    private static Optional<Duration> retryAfter(Headers headers) {
        try {
            Optional<Duration> millis = first(headers, "retry-after-ms")
                    .map(text -> Duration
                            .ofNanos((long) (Double.parseDouble(text) * TimeUnit.MILLISECONDS.toNanos(1))));
            return millis.or(() -> first(headers, "retry-after").map(SdkCalls::wait))
                    .filter(time -> !time.isNegative());
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private static Duration wait(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')) {
            return Duration.ofNanos((long) (Double.parseDouble(text) * TimeUnit.SECONDS.toNanos(1)));
        }
        return Duration.between(Instant.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    }

    private static Optional<String> first(Headers headers, String name) {
        List<String> values = headers.values(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0).strip());
    }

    private void readClock(Headers headers) {
        first(headers, "date").ifPresent(text -> {
            try {
                long theirs = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond();
                clockOffset = theirs - Instant.now().getEpochSecond();
            } catch (DateTimeException e) {
                // a clock that cannot be read leaves what was known
            }
        });
    }

    /** @see Api#now() */
    long now() {
        return Instant.now().getEpochSecond() + clockOffset;
    }
}
