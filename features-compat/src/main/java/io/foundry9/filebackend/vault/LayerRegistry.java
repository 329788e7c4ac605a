package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.spi.StoreLayer;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The layers of others that are there at this moment, by name. Of two with one name, the higher ranking wins, then the
 * one that came first; the other takes over when that goes. Safe for use by many threads.
 */
public final class LayerRegistry {

    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Entry(String name, StoreLayer layer, int ranking) {}

    /** A registry without any layer. */
    public LayerRegistry() {}

    /** Adds a layer with ranking 0. */
    public Registration register(String name, StoreLayer layer) {
        return register(name, layer, 0);
    }

    /** Adds a layer. */
    public Registration register(String name, StoreLayer layer, int ranking) {
        Entry entry =
                new Entry(Objects.requireNonNull(name, "name"), Objects.requireNonNull(layer, "layer"), ranking);
        entries.add(entry);
        listeners.forEach(Runnable::run);
        return () -> {
            if (entries.removeIf(candidate -> candidate == entry)) {
                listeners.forEach(Runnable::run);
            }
        };
    }

    /** The layer of that name now. */
    public Optional<StoreLayer> find(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equals(name))
                .max(Comparator.comparingInt(Entry::ranking))
                .map(Entry::layer);
    }

    /** Whether a layer is registered under whatever name. */
    boolean contains(StoreLayer layer) {
        return entries.stream().anyMatch(entry -> entry.layer == layer);
    }

    /** All that there are, in the order in which they came. */
    List<StoreLayer> all() {
        return entries.stream().map(Entry::layer).toList();
    }

    /** Calls {@code listener} after each change, on the thread that made it. */
    void onChange(Runnable listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
