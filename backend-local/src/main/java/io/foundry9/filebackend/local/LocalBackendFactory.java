package io.foundry9.filebackend.local;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;

/** Opens directories of this machine, for URIs of the scheme {@code file}. Safe for use by many threads. */
@Component(property = BackendFactory.SCHEME_PROPERTY + "=" + LocalBackendFactory.SCHEME)
@Capability(namespace = "io.foundry9.filebackend.scheme", attribute = "scheme=" + LocalBackendFactory.SCHEME)
public final class LocalBackendFactory implements BackendFactory {

    static final String SCHEME = "file";

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public List<Parameter> parameters() {
        return LocalConfig.PARAMETERS;
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        LocalConfig config = LocalConfig.of(uri, parameters);
        if (!config.options().createRoot() && !Files.exists(config.root())) {
            throw new BackendUnavailableException("", "the directory " + config.root()
                    + " does not exist; make it, or add create_root=true to the URI");
        }
        return LocalStore.open(config.root(), config.options());
    }
}
