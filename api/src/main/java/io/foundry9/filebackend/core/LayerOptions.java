package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.StoreLayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads the layers that are asked for in words, and puts them into their order. */
final class LayerOptions {

    static final List<Parameter> KNOWN = List.of(
            Parameter.of("observe", Type.BOOLEAN, "Counts and times every call to the store."),
            Parameter.of("read_only", Type.BOOLEAN, "Refuses whatever would change something."),
            Parameter.of("deadline", Type.DURATION, "How long one call to the store may take in all."),
            Parameter.of("retry", Type.INTEGER, "How many attempts there are for what can be repeated."),
            Parameter.of("concurrency", Type.INTEGER, "How many calls and streams may be under way at once."),
            Parameter.of("attempt_timeout", Type.DURATION, "How long one attempt may take."));

    private LayerOptions() {}

    /** @param others finds the layers of others by their names */
    static StoreLayer parse(String text, Function<String, Optional<StoreLayer>> others) {
        Map<String, String> given = new LinkedHashMap<>();
        List<StoreLayer> inside = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                read(item.strip(), given, inside, others);
            }
        }
        List<StoreLayer> stack = new ArrayList<>(known(Parameters.of(KNOWN, "layers", given)));
        stack.addAll(inside);
        return Layers.stack(stack);
    }

    private static void read(String item, Map<String, String> given, List<StoreLayer> inside,
            Function<String, Optional<StoreLayer>> others) {
        int equals = item.indexOf('=');
        String name = equals < 0 ? item : item.substring(0, equals);
        boolean ours = KNOWN.stream().anyMatch(parameter -> parameter.name().equals(name));
        Optional<StoreLayer> other = ours || equals >= 0 ? Optional.empty() : others.apply(name);
        if (other.isPresent()) {
            inside.add(other.get());
        } else if (given.putIfAbsent(name, equals < 0 ? "true" : item.substring(equals + 1)) != null) {
            throw new IllegalArgumentException("the layer '" + name + "' is given twice");
        }
    }

    private static List<StoreLayer> known(Parameters given) {
        List<StoreLayer> stack = new ArrayList<>();
        if (given.flag("observe")) {
            stack.add(Layers.observe());
        }
        if (given.flag("read_only")) {
            stack.add(Layers.readOnly());
        }
        duration(given, "deadline", limit -> stack.add(Layers.deadline(limit)));
        number(given, "retry", attempts -> stack.add(Layers.retry(attempts)));
        number(given, "concurrency", limit -> stack.add(Layers.concurrency(limit)));
        duration(given, "attempt_timeout", limit -> stack.add(Layers.deadline(limit)));
        return stack;
    }

    private static void number(Parameters given, String name, Consumer<Integer> action) {
        given.integer(name).ifPresent(number -> {
            if (number < 1 || number > Integer.MAX_VALUE) {
                throw malformed(name, "expected a number between 1 and " + Integer.MAX_VALUE);
            }
            action.accept(number.intValue());
        });
    }

    private static void duration(Parameters given, String name, Consumer<Duration> action) {
        given.duration(name).ifPresent(duration -> {
            if (duration.isZero()) {
                throw malformed(name, "expected a duration longer than nothing");
            }
            action.accept(duration);
        });
    }

    private static IllegalArgumentException malformed(String name, String problem) {
        return new IllegalArgumentException("malformed parameter '" + name + "': " + problem);
    }
}
