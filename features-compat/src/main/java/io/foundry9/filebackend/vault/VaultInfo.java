package io.foundry9.filebackend.vault;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a vault at one moment. It holds no secret. Immutable.
 *
 * @param uri with stars for secrets; absent where the vault was registered with a backend
 * @param scheme of the URI
 * @param reason why it is not {@link VaultState#ACTIVE}, or why what its configuration says now is not what is in use; in
 *     words for people
 * @param persistent whether it comes from a configuration, and so will be there after a restart
 */
public record VaultInfo(
        String name,
        Optional<String> uri,
        Optional<String> scheme,
        VaultState state,
        Optional<String> reason,
        VaultOptions options,
        boolean persistent) {

    /** No part may be {@code null}. */
    public VaultInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(options, "options");
    }
}
