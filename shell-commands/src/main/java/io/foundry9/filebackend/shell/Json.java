package io.foundry9.filebackend.shell;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps of strings, numbers, truth values, maps and lists as JSON. */
final class Json {

    private Json() {}

    static String of(Map<?, ?> map) {
        return map.entrySet().stream().map(entry -> string(entry.getKey().toString()) + ":" + value(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : string(value.toString());
    }

    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
