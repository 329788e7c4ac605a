package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules for attributes and metadata: at most 16 keys of 64 characters, strings of at most 512. */
final class Attributes {
    private static final int KEYS = 16;
    private static final int KEY_LENGTH = 64;
    private static final int VALUE_LENGTH = 512;

    private Attributes() {
    }

    /** Strings, numbers and booleans; none when the request has none or null. */
    static ObjectNode in(JsonFields request) {
        return checked(request, "attributes", false);
    }

    /** Strings only. */
    static ObjectNode metadata(JsonFields request) {
        return checked(request, "metadata", true);
    }

    static Map<String, Object> toMap(ObjectNode attributes) {
        Map<String, Object> map = new LinkedHashMap<>();
        attributes.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    static ObjectNode of(Map<String, ?> attributes) {
        return Json.MAPPER.valueToTree(attributes);
    }

    private static ObjectNode checked(JsonFields request, String name, boolean textOnly) {
        JsonNode value = request.value(name).orElseGet(Json::object);
        String param = request.param(name);
        if (!(value instanceof ObjectNode object)) {
            throw JsonFields.wrongType(param, "an object", value);
        }
        if (object.size() > KEYS) {
            throw ApiException.badRequest("Invalid '" + param + "': too many properties. Expected an object with at "
                    + "most " + KEYS + " properties, but got an object with " + object.size()
                    + " properties instead.", param, "object_above_max_properties");
        }
        object.properties().forEach(entry -> check(param, entry.getKey(), entry.getValue(), textOnly));
        return object.deepCopy();
    }

    private static void check(String param, String key, JsonNode value, boolean textOnly) {
        requireLength(param, key, KEY_LENGTH);
        String at = param + "." + key;
        if (value.isTextual()) {
            requireLength(at, value.textValue(), VALUE_LENGTH);
        } else if (textOnly || !value.isNumber() && !value.isBoolean()) {
            throw JsonFields.wrongType(at, textOnly ? "a string" : "a string, a number or a boolean", value);
        }
    }

    private static void requireLength(String param, String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            throw ApiException.badRequest("Invalid '" + param + "': string too long. Expected a string with maximum "
                    + "length " + most + ", but got a string with length " + length + " instead.", param,
                    "string_above_max_length");
        }
    }

    private static Object plain(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.isBoolean() ? value.booleanValue() : value.numberValue();
    }
}
