package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens stores for the URIs of some schemes. In OSGi it is a service with the property {@value #SCHEME_PROPERTY}; on a
 * plain class path or module path it is found by {@link java.util.ServiceLoader}. Safe for use by many threads.
 */
@ConsumerType
public interface BackendFactory {

    /** Service property: the schemes, as a {@code String} or {@code String[]}; they count, not {@link #schemes()}. */
    String SCHEME_PROPERTY = "backend.scheme";

    /** The schemes that this factory serves, in lower case. */
    Set<String> schemes();

    /** The parameters that its URIs take; any other is refused before {@link #open} is called. */
    List<Parameter> parameters();

    /**
     * Opens a store.
     *
     * @param uri of one of the {@link #schemes()}
     * @param parameters the URI's, checked against {@link #parameters()}, with defaults filled in
     * @throws IllegalArgumentException the URI's authority or path makes no sense for this scheme
     * @throws io.foundry9.filebackend.FileBackendException the store cannot be opened, for a reason that a user should
     *     know
     */
    Store open(BackendUri uri, Parameters parameters) throws IOException;
}
