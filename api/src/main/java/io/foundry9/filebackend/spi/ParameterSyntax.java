package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Parameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the values of parameters look like. Its errors name the parameter and never show the value. */
final class ParameterSyntax {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?");
    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,18}");
    private static final Map<String, BigDecimal> SECONDS = Map.of(
            "ms", new BigDecimal("0.001"),
            "s", BigDecimal.ONE,
            "m", BigDecimal.valueOf(60),
            "h", BigDecimal.valueOf(3_600));

    /** A hundred years: what is longer is a slip, and would overflow whoever counts in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private ParameterSyntax() {}

    static void check(Parameter parameter, String value) {
        problem(parameter, value).ifPresent(problem -> {
            throw new IllegalArgumentException("malformed parameter '" + parameter.name() + "': " + problem);
        });
    }

    private static Optional<String> problem(Parameter parameter, String value) {
        return switch (parameter.type()) {
            case TEXT -> Optional.empty();
            case SECRET -> unless(!value.isEmpty(), "it is empty");
            case PATH -> path(value);
            case BOOLEAN -> unless(value.equals("true") || value.equals("false"), "expected true or false");
            case INTEGER -> unless(INTEGER.matcher(value).matches(), "expected a whole number");
            case DURATION -> unless(isDuration(value), "expected a duration such as 5, 0.5, 200ms, 5s, 2m, 1h");
            case CHOICE -> unless(
                    parameter.choices().contains(value), "expected one of " + String.join(", ", parameter.choices()));
        };
    }

    private static Optional<String> path(String value) {
        if (Secrets.isReference(value)) {
            return Optional
                    .of("expected a path itself, not a reference; write ./env: or ./file: if it starts like that");
        }
        return unless(!value.isEmpty(), "it is empty");
    }

    private static Optional<String> unless(boolean fits, String problem) {
        return fits ? Optional.empty() : Optional.of(problem);
    }

    private static boolean isDuration(String value) {
        return DURATION.matcher(value).matches() && duration(value).compareTo(LONGEST) <= 0;
    }

    /** Reads a value that {@link #check} let pass. */
    static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        BigDecimal seconds =
                new BigDecimal(matcher.group(1))
                        .multiply(SECONDS.get(matcher.group(2) == null ? "s" : matcher.group(2)));
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(parts[0].longValue(), parts[1].movePointRight(9).longValue());
    }
}
