package io.foundry9.filebackend;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens backends by URI. Inside OSGi it is a service that knows every factory in the service registry; elsewhere it is
 * made by {@code SchemeRegistry}. Safe for use by many threads.
 */
@ProviderType
public interface BackendResolver {

    /**
     * Opens the backend that a URI names. The caller closes it.
     *
     * @throws IllegalArgumentException the URI is malformed, its scheme is unknown (the message lists the known ones),
     *     or a parameter is unknown or malformed (the message names it); no message holds a secret
     * @throws FileBackendException the backend cannot be opened
     */
    FileBackend open(String uri);

    /** The schemes that can be opened now, sorted by name. */
    List<Scheme> schemes();
}
