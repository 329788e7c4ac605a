package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The filters of a search. A file without the attribute matches only {@code ne} and {@code nin}, and values of
 * different kinds are never equal and never ordered: assumptions of ours.
 */
final class SearchFilter {
    private SearchFilter() {
    }

    /** What the request's {@code filters} let through; everything, when there are none. */
    static Predicate<ObjectNode> in(JsonFields request) {
        Optional<JsonFields> filters = request.object("filters");
        return filters.map(SearchFilter::of).orElse(attributes -> true);
    }

    private static Predicate<ObjectNode> of(JsonFields filter) {
        String type = filter.requiredText("type");
        if (type.equals("and") || type.equals("or")) {
            return compound(type, filter.only("type", "filters").objects("filters", Integer.MAX_VALUE));
        }
        filter.oneOf("type", "eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or");
        filter.only("type", "key", "value");
        return comparison(type, filter.requiredText("key"), filter.required("value"));
    }

    private static Predicate<ObjectNode> compound(String type, List<JsonFields> filters) {
        List<Predicate<ObjectNode>> all = filters.stream().map(SearchFilter::of).toList();
        return type.equals("and") ? attributes -> all.stream().allMatch(filter -> filter.test(attributes))
                : attributes -> all.stream().anyMatch(filter -> filter.test(attributes));
    }

    private static Predicate<ObjectNode> comparison(String type, String key, JsonNode value) {
        return switch (type) {
            case "eq" -> attributes -> isSame(attributes.get(key), value);
            case "ne" -> attributes -> !isSame(attributes.get(key), value);
            case "in" -> attributes -> isAmong(attributes.get(key), value);
            case "nin" -> attributes -> !isAmong(attributes.get(key), value);
            case "gt" -> ordered(key, value, order -> order > 0);
            case "gte" -> ordered(key, value, order -> order >= 0);
            case "lt" -> ordered(key, value, order -> order < 0);
            default -> ordered(key, value, order -> order <= 0);
        };
    }

    private static Predicate<ObjectNode> ordered(String key, JsonNode value, IntPredicate wanted) {
        return attributes -> {
            JsonNode own = attributes.get(key);
            if (own == null || own.isNumber() != value.isNumber() || own.isTextual() != value.isTextual()) {
                return false;
            }
            return (own.isNumber() || own.isTextual()) && wanted.test(compare(own, value));
        };
    }

    private static boolean isAmong(JsonNode own, JsonNode values) {
        for (JsonNode value : values) {
            if (isSame(own, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(JsonNode own, JsonNode value) {
        if (own == null || own.getNodeType() != value.getNodeType()) {
            return false;
        }
        return own.isBoolean() ? own.equals(value) : compare(own, value) == 0;
    }

    private static int compare(JsonNode own, JsonNode value) {
        return own.isNumber() ? own.decimalValue().compareTo(value.decimalValue())
                : own.textValue().compareTo(value.asText());
    }
}
