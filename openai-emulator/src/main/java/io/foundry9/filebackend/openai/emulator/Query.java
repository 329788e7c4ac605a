package io.foundry9.filebackend.openai.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The query parameters of a request. */
record Query(Map<String, String> parameters) {
    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = text(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw ApiException.badRequest(
                    "Invalid value: '" + value.get() + "'. Supported values are: " + allowed + ".",
                    name, "invalid_value");
        }
        return value;
    }

    int limit(int standard, int largest) {
        Optional<String> value = text("limit");
        if (value.isEmpty()) {
            return standard;
        }
        int limit = number(value.get());
        if (limit < 1 || limit > largest) {
            throw ApiException.badRequest("Invalid 'limit': integer out of range. Expected a value between 1 and "
                    + largest + ", but got " + limit + " instead.", "limit", "integer_out_of_range");
        }
        return limit;
    }

    boolean ascending() {
        return oneOf("order", Set.of("asc", "desc")).orElse("desc").equals("asc");
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Invalid type for 'limit': expected an integer, but got a string instead.",
                    "limit", "invalid_type");
        }
    }
}
