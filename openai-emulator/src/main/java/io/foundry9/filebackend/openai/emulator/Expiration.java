package io.foundry9.filebackend.openai.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When files expire: by what the request says, or by their purpose. Lenient servers keep every file. */
final class Expiration {
    private static final long SHORTEST = Duration.ofHours(1).toSeconds();
    private static final long LONGEST = Duration.ofDays(30).toSeconds();
    private static final String ANCHOR = "created_at";

    private final boolean strict;

    Expiration(boolean strict) {
        this.strict = strict;
    }

    Optional<Long> asked(Form form) {
        Optional<String> seconds = form.text("expires_after[seconds]");
        Optional<String> anchor = form.text("expires_after[anchor]");
        if (anchor.isPresent() != seconds.isPresent() || anchor.isPresent() && !anchor.get().equals(ANCHOR)) {
            throw ApiException.badRequest("Invalid 'expires_after': expected the anchor 'created_at' and seconds.",
                    "expires_after", "invalid_value");
        }
        return seconds.map(Expiration::number);
    }

    Optional<Long> asked(JsonFields body) {
        return body.object("expires_after").map(policy -> {
            policy.required("anchor");
            policy.oneOf("anchor", ANCHOR);
            policy.required("seconds");
            return policy.integer("seconds", SHORTEST, LONGEST).orElseThrow();
        });
    }

    Optional<Instant> of(String purpose, Optional<Long> askedSeconds, Instant created) {
        if (!strict) {
            return Optional.empty();
        }
        Optional<Long> usual = purpose.equals("batch") ? Optional.of(LONGEST) : Optional.empty();
        return askedSeconds.or(() -> usual).map(created::plusSeconds);
    }

    private static long number(String seconds) {
        try {
            return JsonFields.inRange("expires_after[seconds]", Long.parseLong(seconds), SHORTEST, LONGEST);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Invalid type for 'expires_after[seconds]': expected an integer.",
                    "expires_after[seconds]", "invalid_type");
        }
    }
}
