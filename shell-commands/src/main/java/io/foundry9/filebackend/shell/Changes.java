package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.ext.PathChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Changes of paths as people and programs see them: a letter and the path, or a map fit for JSON. */
final class Changes {

    private Changes() {}

    /** {@code M docs/a.txt}, or {@code R old.txt -> new.txt}. */
    static String line(PathChange change) {
        String from = change.from().map(path -> Text.printable(path) + " -> ").orElse("");
        return letter(change.kind()) + " " + from + Text.printable(change.path());
    }

    private static String letter(PathChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "A";
            case MODIFIED -> "M";
            case DELETED -> "D";
            case RENAMED -> "R";
        };
    }

    static List<Map<String, Object>> maps(List<PathChange> changes) {
        return changes.stream().map(Changes::map).toList();
    }

    private static Map<String, Object> map(PathChange change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
        map.put("path", change.path());
        change.from().ifPresent(path -> map.put("from", path));
        return map;
    }
}
