package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.util.List;
import java.util.Set;

/** Opens {@code memory://}: each time a new, empty {@link MemoryStore}. What follows the slashes is just a label. Safe for use by many threads. */
public final class MemoryBackendFactory implements BackendFactory {

    /** For {@link java.util.ServiceLoader}, and for registration by hand. */
    public MemoryBackendFactory() {}

    @Override
    public Set<String> schemes() {
        return Set.of("memory");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) {
        return new MemoryStore();
    }
}
