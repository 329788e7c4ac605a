package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.util.Optional;
import java.util.stream.Stream;

/** A store in memory that has other faces besides. */
final class Faced extends ForwardingStore {

    private final Object[] faces;

    Faced(Object... faces) {
        super(new MemoryStore());
        this.faces = faces;
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return Stream.of(faces).filter(type::isInstance).map(type::cast).findFirst();
    }
}
