package io.foundry9.filebackend.extras;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists, strings, numbers and truth values for people: a line each, what belongs to it further in. */
final class PlainText {

    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private PlainText() {}

    static String of(Map<?, ?> map) {
        PlainText text = new PlainText();
        text.map(map, "");
        return text.out.toString();
    }

    private void map(Map<?, ?> map, String indent) {
        map.forEach((key, value) -> entry(key.toString(), value, indent));
    }

    private void entry(String key, Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            line(indent, key + ":");
            map(map, indent + STEP);
        } else if (value instanceof List<?> items && items.stream().anyMatch(Map.class::isInstance)) {
            line(indent, key + ":");
            items.forEach(item -> item((Map<?, ?>) item, indent + STEP));
        } else {
            line(indent, (key + ": " + words(value)).stripTrailing());
        }
    }

    /** The first entry of an item is its heading. */
    private void item(Map<?, ?> map, String indent) {
        String inner = indent;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (inner.equals(indent)) {
                line(indent, words(entry.getValue()));
                inner = indent + STEP;
            } else {
                entry(entry.getKey().toString(), entry.getValue(), inner);
            }
        }
    }

    private static String words(Object value) {
        return value instanceof List<?> items
                ? items.stream().map(Object::toString).collect(Collectors.joining(", "))
                : value.toString();
    }

    /** Whatever a name holds, a line stays one. */
    private void line(String indent, String text) {
        out.append(indent);
        text.chars().forEach(c -> out.append(Character.isISOControl(c) ? ' ' : (char) c));
        out.append('\n');
    }
}
