package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Parameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the values of parameters look like. */
final class ParameterSyntax {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)?");
    private static final Map<String, BigDecimal> MILLIS = Map.of(
            "ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000),
            "m", BigDecimal.valueOf(60_000),
            "h", BigDecimal.valueOf(3_600_000));

    private ParameterSyntax() {}

    static void check(Parameter parameter, String value) {
        boolean fits =
                switch (parameter.type()) {
                    case TEXT -> true;
                    case PATH, SECRET -> !value.isEmpty();
                    case BOOLEAN -> value.equals("true") || value.equals("false");
                    case INTEGER -> value.matches("[0-9]{1,18}");
                    case DURATION -> DURATION.matcher(value).matches();
                    case CHOICE -> parameter.choices().contains(value);
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "malformed parameter '" + parameter.name() + "': " + expected(parameter));
        }
    }

    private static String expected(Parameter parameter) {
        return switch (parameter.type()) {
            case BOOLEAN -> "expected true or false";
            case INTEGER -> "expected a whole number";
            case DURATION -> "expected a duration such as 5, 0.5, 200ms, 5s, 2m";
            case CHOICE -> "expected one of " + String.join(", ", parameter.choices());
            case TEXT, PATH, SECRET -> "it is empty";
        };
    }

    static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration: " + value);
        }
        BigDecimal unit = MILLIS.get(matcher.group(2) == null ? "s" : matcher.group(2));
        return Duration.ofNanos(new BigDecimal(matcher.group(1))
                .multiply(unit)
                .movePointRight(6)
                .longValue());
    }
}
