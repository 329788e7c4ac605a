package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Transition.Moved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done to a vector store for a list of changes. It can be written down, and done again from any point without
 * harm, by anybody. Immutable.
 *
 * @param attached entries that come, of files that are there
 * @param moved entries that get another path
 * @param removed entries that go, with their content
 */
record Plan(List<Entry> attached, List<Moved> moved, List<Entry> removed) {

    private static final String ATTACH = "attach";
    private static final String MOVE = "move";
    private static final String REMOVE = "remove";
    private static final String END = "end";

    Plan {
        attached = List.copyOf(attached);
        moved = List.copyOf(moved);
        removed = List.copyOf(removed);
    }

    /** One line for each step, its words with tabs between them, which no path and no attribute of ours has. */
    String encoded() {
        StringBuilder text = new StringBuilder();
        attached.forEach(entry -> line(text, ATTACH, entry));
        moved.forEach(move -> {
            line(text, MOVE, move.from());
            line(text, MOVE, move.to());
        });
        removed.forEach(entry -> line(text, REMOVE, entry));
        return text.append(END).append('\n').toString();
    }

    private static void line(StringBuilder text, String word, Entry entry) {
        text.append(word).append('\t').append(entry.id()).append('\t').append(entry.attached());
        Attributes.of(entry).forEach((name, value) -> text.append('\t').append(name).append('\t').append(typed(value)));
        text.append('\n');
    }

    private static String typed(Object value) {
        return value instanceof String text ? "s" + text : (value instanceof Boolean ? "b" : "n") + value;
    }

    /** @throws IllegalArgumentException it is nothing that {@link #encoded} writes, or not all of it */
    static Plan decode(String text) {
        List<Entry> attached = new ArrayList<>();
        List<Moved> moved = new ArrayList<>();
        List<Entry> removed = new ArrayList<>();
        Entry from = null;
        for (String line : text.split("\n")) {
            String[] words = line.split("\t", -1);
            switch (words[0]) {
                case ATTACH -> attached.add(entry(words));
                case REMOVE -> removed.add(entry(words));
                case MOVE -> {
                    if (from == null) {
                        from = entry(words);
                    } else {
                        moved.add(new Moved(from, entry(words)));
                        from = null;
                    }
                }
                case END -> {
                    return new Plan(attached, moved, removed);
                }
                default -> throw new IllegalArgumentException("no step of a plan");
            }
        }
        throw new IllegalArgumentException("the plan has no end");
    }

    private static Entry entry(String[] words) {
        Map<String, Object> attributes = new HashMap<>();
        for (int i = 3; i + 1 < words.length; i += 2) {
            String value = words[i + 1].substring(1);
            attributes.put(words[i], switch (words[i + 1].charAt(0)) {
                case 's' -> value;
                case 'b' -> Boolean.valueOf(value);
                default -> Long.valueOf(value);
            });
        }
        Optional<Entry> entry = Attributes.read(words[1], Long.parseLong(words[2]), attributes);
        return entry.orElseThrow(() -> new IllegalArgumentException("no entry"));
    }
}
