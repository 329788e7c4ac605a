package io.foundry9.filebackend;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A parameter that the URIs of a scheme take. Immutable.
 *
 * @param name as it is written in a URI: lower case, digits and {@code _}
 * @param defaultValue what counts where it is not given, as it would be written
 * @param choices the values of a {@link Type#CHOICE}
 * @param description one sentence for people
 */
public record Parameter(
        String name, Type type, Optional<String> defaultValue, List<String> choices, String description) {

    /** What a value must look like. */
    public enum Type {
        /** Any text. */
        TEXT,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A whole number, not negative. */
        INTEGER,
        /** A number of seconds, such as {@code 5} or {@code 0.5}, or with a unit: {@code 200ms}, {@code 5s}, {@code 2m}. */
        DURATION,
        /** One of {@link Parameter#choices()}. */
        CHOICE,
        /** A path of the host; never a reference to a secret. */
        PATH,
        /** A secret: in clear, or by reference as {@code env:NAME} or {@code file:/path}. */
        SECRET
    }

    /** No part may be {@code null}; the choices are copied. */
    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(description, "description");
        choices = List.copyOf(choices);
    }

    /** A parameter without a default. */
    public static Parameter of(String name, Type type, String description) {
        return new Parameter(name, type, Optional.empty(), List.of(), description);
    }

    /** A parameter with a default. */
    public static Parameter of(String name, Type type, String defaultValue, String description) {
        return new Parameter(name, type, Optional.of(defaultValue), List.of(), description);
    }

    /** One of some values, the first of which is the default. */
    public static Parameter choice(String name, List<String> choices, String description) {
        return new Parameter(name, Type.CHOICE, Optional.of(choices.get(0)), choices, description);
    }
}
