package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Registration;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Those who want to be told of something. Safe for use by many threads. */
final class Listeners<L> {

    private static final System.Logger LOG = System.getLogger(Listeners.class.getName());

    private final List<L> listeners = new CopyOnWriteArrayList<>();

    Registration add(L listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        AtomicBoolean listening = new AtomicBoolean(true);
        return () -> {
            if (listening.getAndSet(false)) {
                listeners.remove(listener);
            }
        };
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** @param vault of which they are told */
    void tell(String vault, Consumer<? super L> telling) {
        for (L listener : listeners) {
            try {
                telling.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "a listener failed on what happened to vault '" + vault + "'", e);
            }
        }
    }
}
