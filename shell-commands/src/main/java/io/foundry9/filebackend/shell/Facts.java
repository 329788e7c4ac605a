package io.foundry9.filebackend.shell;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values, one pair a line: in two columns for people. What is empty is left out. For one thread. */
final class Facts {

    private final Map<String, String> facts = new LinkedHashMap<>();

    /** A second value of the same name takes the place of the first. */
    Facts add(String name, Object value) {
        if (!value.toString().isEmpty()) {
            facts.put(name, value.toString());
        }
        return this;
    }

    void print(Output output) {
        int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = output.isTerminal() ? widest + 1 : 0;
        facts.forEach((name, value) -> output
                .line(name + ":" + " ".repeat(Math.max(1, width - name.length())) + Text.printable(value)));
    }
}
