package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The members of a JSON object in a request, checked as they are taken: what is wrong is refused with 400. */
final class JsonFields {
    private final ObjectNode node;
    private final String prefix;
    private final boolean strict;

    private JsonFields(ObjectNode node, String prefix, boolean strict) {
        this.node = node;
        this.prefix = prefix;
        this.strict = strict;
    }

    /** The body of a request. */
    static JsonFields body(JsonNode body, boolean strict) {
        if (!(body instanceof ObjectNode object)) {
            throw wrongType("body", "an object", body);
        }
        return new JsonFields(object, "", strict);
    }

    /** Refuses, in strict mode, members of other names. */
    JsonFields only(String... names) {
        Set<String> known = Set.of(names);
        Iterator<String> all = node.fieldNames();
        while (strict && all.hasNext()) {
            String name = all.next();
            if (!known.contains(name)) {
                throw ApiException.badRequest("Unknown parameter: '" + prefix + name + "'.", prefix + name,
                        "unknown_parameter");
            }
        }
        return this;
    }

    /** Empty when it is missing or null. */
    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    JsonNode required(String name) {
        return value(name).orElseThrow(() -> ApiException.badRequest("Missing required parameter: '" + prefix + name
                + "'.", prefix + name, "missing_required_parameter"));
    }

    /** It must be there, but may be null. */
    void requirePresent(String name) {
        if (!node.has(name)) {
            required(name);
        }
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(prefix + name, value));
    }

    String requiredText(String name) {
        return asText(prefix + name, required(name));
    }

    Optional<String> oneOf(String name, String... allowed) {
        Optional<String> value = text(name);
        if (value.isPresent() && !List.of(allowed).contains(value.get())) {
            throw ApiException.badRequest("Invalid value: '" + value.get() + "'. Supported values are: "
                    + List.of(allowed) + ".", prefix + name, "invalid_value");
        }
        return value;
    }

    Optional<Long> integer(String name, long smallest, long largest) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isIntegralNumber()) {
            throw wrongType(prefix + name, "an integer", value.get());
        }
        return Optional.of(inRange(prefix + name, value.get().longValue(), smallest, largest));
    }

    static long inRange(String param, long number, long smallest, long largest) {
        if (number < smallest || number > largest) {
            throw ApiException.badRequest("Invalid '" + param + "': integer out of range. Expected a value between "
                    + smallest + " and " + largest + ", but got " + number + " instead.", param,
                    "integer_out_of_range");
        }
        return number;
    }

    Optional<Double> number(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isNumber()) {
            throw wrongType(prefix + name, "a number", value.get());
        }
        return value.map(JsonNode::doubleValue);
    }

    boolean flag(String name) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrongType(prefix + name, "a boolean", value.get());
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<JsonFields> object(String name) {
        return value(name).map(value -> fields(prefix + name, value));
    }

    List<String> texts(String name, int most) {
        List<String> texts = new ArrayList<>();
        items(name, most).forEach(item -> texts.add(asText(prefix + name, item)));
        return texts;
    }

    List<JsonFields> objects(String name, int most) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode item : items(name, most)) {
            objects.add(fields(prefix + name + "[" + objects.size() + "]", item));
        }
        return objects;
    }

    String param(String name) {
        return prefix + name;
    }

    private List<JsonNode> items(String name, int most) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw wrongType(prefix + name, "an array", value);
        }
        value.forEach(items::add);
        if (items.size() > most) {
            throw ApiException.badRequest("Invalid '" + prefix + name + "': array too long. Expected an array with "
                    + "maximum length " + most + ", but got an array with length " + items.size() + " instead.",
                    prefix + name, "array_above_max_length");
        }
        return items;
    }

    private JsonFields fields(String path, JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            throw wrongType(path, "an object", value);
        }
        return new JsonFields(object, path + ".", strict);
    }

    private static String asText(String param, JsonNode value) {
        if (!value.isTextual()) {
            throw wrongType(param, "a string", value);
        }
        return value.textValue();
    }

    static ApiException wrongType(String param, String expected, JsonNode value) {
        String got = value == null ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return ApiException.badRequest("Invalid type for '" + param + "': expected " + expected + ", but got " + got
                + " instead.", param, "invalid_type");
    }
}
