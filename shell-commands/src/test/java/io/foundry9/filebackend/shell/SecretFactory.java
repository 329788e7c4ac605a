package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.Parameter.Type;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.MemoryStore;
import java.util.List;
import java.util.Set;

/** A kind of backend with parameters of several types, one of them a secret. */
final class SecretFactory implements BackendFactory {

    @Override
    public Set<String> schemes() {
        return Set.of("safe");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("api_key", Type.SECRET, "The key."),
                Parameter.of("cache_ttl", Type.DURATION, "5", "How long listings are believed."),
                Parameter.choice("mode", List.of("fast", "sure"), "What counts more."));
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) {
        return new MemoryStore();
    }
}
