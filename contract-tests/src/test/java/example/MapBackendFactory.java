package example;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.util.List;
import java.util.Set;

/** Opens {@code map://} URIs. */
public final class MapBackendFactory implements BackendFactory {

    @Override
    public Set<String> schemes() {
        return Set.of("map");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) {
        return new MapStore();
    }
}
