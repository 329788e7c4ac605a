package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Store;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A store with one more face. Immutable; as safe for use by many threads as what it wraps. */
final class ExtendedStore<E> extends ForwardingStore {

    private final Class<E> type;
    private final E face;

    ExtendedStore(Store inner, Class<E> type, E face) {
        super(inner);
        this.type = type;
        this.face = face;
    }

    @Override
    public Capabilities capabilities() {
        Capabilities capabilities = inner().capabilities();
        Set<Class<?>> extensions = new HashSet<>(capabilities.extensions());
        extensions.add(type);
        return capabilities.withExtensions(extensions);
    }

    @Override
    public <T> Optional<T> as(Class<T> asked) {
        return asked == type ? Optional.of(asked.cast(face)) : inner().as(asked);
    }
}
