package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a URI, checked against those that its scheme takes, with defaults filled in. Secrets given by
 * reference are looked up when they are asked for. Immutable.
 */
public final class Parameters {

    private final Map<String, Parameter> known;
    private final Map<String, String> values;

    private Parameters(Map<String, Parameter> known, Map<String, String> values) {
        this.known = known;
        this.values = values;
    }

    /**
     * Checks the query of a URI.
     *
     * @throws IllegalArgumentException a parameter is unknown or its value malformed; the message names it and holds no
     *     secret
     */
    public static Parameters of(List<Parameter> known, BackendUri uri) {
        return of(known, uri.scheme() + ":", uri.query());
    }

    /**
     * Checks values that come from elsewhere, such as options.
     *
     * @param owner what takes the parameters, for the error
     * @throws IllegalArgumentException as above
     */
    public static Parameters of(List<Parameter> known, String owner, Map<String, String> given) {
        Map<String, Parameter> byName = new HashMap<>();
        Map<String, String> values = new HashMap<>();
        for (Parameter parameter : known) {
            byName.put(parameter.name(), parameter);
            parameter.defaultValue().ifPresent(value -> values.put(parameter.name(), value));
        }
        given.forEach((name, value) -> {
            Parameter parameter = byName.get(name);
            if (parameter == null) {
                throw new IllegalArgumentException(
                        "unknown parameter '" + name + "' for " + owner + "; " + namesOf(byName));
            }
            ParameterSyntax.check(parameter, value);
            values.put(name, value);
        });
        return new Parameters(byName, values);
    }

    private static String namesOf(Map<String, Parameter> known) {
        return known.isEmpty()
                ? "it takes none"
                : "known are " + String.join(", ", known.keySet().stream().sorted().toList());
    }

    /** The value of a {@link Parameter.Type#TEXT}, {@link Parameter.Type#PATH} or {@link Parameter.Type#CHOICE}. */
    public Optional<String> text(String name) {
        return value(name, Parameter.Type.TEXT, Parameter.Type.PATH, Parameter.Type.CHOICE);
    }

    /** False where it is absent and has no default. */
    public boolean flag(String name) {
        return value(name, Parameter.Type.BOOLEAN).map(Boolean::parseBoolean).orElse(false);
    }

    /** The value of a {@link Parameter.Type#INTEGER}; never negative. */
    public Optional<Long> integer(String name) {
        return value(name, Parameter.Type.INTEGER).map(Long::parseLong);
    }

    /** The value of a {@link Parameter.Type#DURATION}; never negative. */
    public Optional<Duration> duration(String name) {
        return value(name, Parameter.Type.DURATION).map(ParameterSyntax::duration);
    }

    /**
     * The secret itself, looked up where it is given by reference.
     *
     * @throws IllegalArgumentException the reference leads nowhere; the message names it, never the value
     */
    public Optional<Secret> secret(String name) {
        return value(name, Parameter.Type.SECRET).map(text -> Secrets.resolve(name, text));
    }

    private Optional<String> value(String name, Parameter.Type... types) {
        Parameter parameter = known.get(name);
        if (parameter == null || !List.of(types).contains(parameter.type())) {
            throw new IllegalArgumentException("'" + name + "' is not declared as " + List.of(types));
        }
        return Optional.ofNullable(values.get(name));
    }

    /** The names of what has a value; no values. */
    @Override
    public String toString() {
        return "parameters " + values.keySet().stream().sorted().toList();
    }
}
