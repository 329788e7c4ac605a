package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.Parameter;
import io.foundry9.filebackend.spi.BackendFactory;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import io.foundry9.filebackend.spi.Store;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Component;

/** Opens vector stores of OpenAI, and of services that speak its language. Safe for use by many threads. */
@Component(property = BackendFactory.SCHEME_PROPERTY + "=openai+vector")
@Capability(namespace = "io.foundry9.filebackend.scheme", attribute = "scheme:List<String>='openai+vector'")
public final class OpenAiBackendFactory implements BackendFactory {

    @Override
    public Set<String> schemes() {
        return Set.of(OpenAiConfig.SCHEME);
    }

    @Override
    public List<Parameter> parameters() {
        return OpenAiConfig.PARAMETERS;
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        return new Opening(OpenAiConfig.of(uri, parameters), Opening.PART_SIZE).open();
    }
}
