package io.foundry9.filebackend;

import java.util.Objects;

/** A value that no log, message or listing may show. It is told only to who asks by {@link #reveal()}. Immutable. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** @param value in clear */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself: hand it to where it is needed, and keep it nowhere. */
    public String reveal() {
        return value;
    }

    /** Stars, whatever the value. */
    @Override
    public String toString() {
        return "***";
    }
}
