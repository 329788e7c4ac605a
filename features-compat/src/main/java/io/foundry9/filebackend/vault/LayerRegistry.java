package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.spi.StoreLayer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The layers of others that are there at this moment, by name. Of two with one name, the one that came first counts, and
 * the other takes over when that goes. Safe for use by many threads.
 */
public final class LayerRegistry {

    private final List<Map.Entry<String, StoreLayer>> layers = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** A registry without any layer. */
    public LayerRegistry() {}

    /** Adds a layer. */
    public Registration register(String name, StoreLayer layer) {
        Map.Entry<String, StoreLayer> entry = Map.entry(name, layer);
        layers.add(entry);
        listeners.forEach(Runnable::run);
        return () -> {
            if (layers.removeIf(candidate -> candidate == entry)) {
                listeners.forEach(Runnable::run);
            }
        };
    }

    /** The layer of that name now. */
    public Optional<StoreLayer> find(String name) {
        return layers.stream().filter(entry -> entry.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
    }

    /** Whether a layer is registered under whatever name. */
    boolean contains(StoreLayer layer) {
        return layers.stream().anyMatch(entry -> entry.getValue() == layer);
    }

    /** All that there are, in the order in which they came. */
    List<StoreLayer> all() {
        return layers.stream().map(Map.Entry::getValue).toList();
    }

    /** Calls {@code listener} after each change, on the thread that made it. */
    void onChange(Runnable listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
