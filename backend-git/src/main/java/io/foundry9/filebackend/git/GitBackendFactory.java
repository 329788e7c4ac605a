package io.foundry9.filebackend.git;

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

/** Opens work trees of git repositories. Safe for use by many threads. */
@Component(property = {
        BackendFactory.SCHEME_PROPERTY + "=git",
        BackendFactory.SCHEME_PROPERTY + "=git+ssh",
        BackendFactory.SCHEME_PROPERTY + "=git+https",
        BackendFactory.SCHEME_PROPERTY + "=git+http",
        BackendFactory.SCHEME_PROPERTY + "=git+file"})
@Capability(
        namespace = "io.foundry9.filebackend.scheme",
        attribute = "scheme:List<String>='git,git+ssh,git+https,git+http,git+file'")
public final class GitBackendFactory implements BackendFactory {

    @Override
    public Set<String> schemes() {
        return GitConfig.SCHEMES.keySet();
    }

    @Override
    public List<Parameter> parameters() {
        return GitConfig.PARAMETERS;
    }

    @Override
    public Store open(BackendUri uri, Parameters parameters) throws IOException {
        GitConfig config = GitConfig.of(uri, parameters);
        SharedException.forgetUs();
        return new GitStore(new Opening(config).open(JGitRemote.of(config.access())));
    }
}
