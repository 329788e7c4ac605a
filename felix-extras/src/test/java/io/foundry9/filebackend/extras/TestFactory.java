package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.util.List;
import java.util.Set;

/** Opens {@code test://}: a store in memory, unless it is told to fail. */
final class TestFactory implements BackendFactory {

    volatile RuntimeException failure;

    @Override
    public Set<String> schemes() {
        return Set.of("test");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.of("key", Type.SECRET, "A secret."),
                Parameter.of("note", Type.TEXT, "Anything."));
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) {
        if (failure != null) {
            throw failure;
        }
        return new MemoryStore();
    }
}
