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

/** Opens {@code file:} URIs without looking at any directory: what is put there lies in memory. */
final class DirectoryFactory implements BackendFactory {

    @Override
    public Set<String> schemes() {
        return Set.of("file");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.of("create_root", Type.BOOLEAN, "false", "Make it if it is not there."));
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) {
        return new MemoryStore();
    }
}
