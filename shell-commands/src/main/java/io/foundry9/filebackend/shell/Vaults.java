package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.BackendResolver;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.vault.UnknownVaultException;
import io.foundry9.filebackend.vault.VaultConfigurations;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The services that commands work with, with their troubles as lines for people. Safe for use by many threads.
 *
 * @param configurations what keeps vaults over a restart, where there is such a thing
 * @param sessions those that shells have begun
 */
record Vaults(VaultRegistry registry, Optional<VaultConfigurations> configurations, BackendResolver resolver,
        ShellSessions sessions) {

    Vaults(VaultRegistry registry, Optional<VaultConfigurations> configurations, BackendResolver resolver) {
        this(registry, configurations, resolver, new ShellSessions());
    }

    /** The backend of a vault. */
    FileBackend open(String name) {
        return about(name, () -> registry.get(name));
    }

    VaultInfo info(String name) {
        return about(name, () -> registry.info(name));
    }

    List<VaultInfo> list() {
        return registry.list();
    }

    /** Whether a secret stands in the URI in clear. */
    boolean holdsSecret(String uri) {
        try {
            BackendUri parsed = BackendUri.parse(uri);
            return resolver.schemes().stream().filter(scheme -> scheme.name().equals(parsed.scheme()))
                    .anyMatch(scheme -> parsed.hasSecretInClear(scheme.parameters()));
        } catch (IllegalArgumentException e) {
            return false; // who opens it says what is wrong with it
        }
    }

    /** The directory in which a vault lies, if it is one on this machine. */
    Optional<Path> directory(String name) {
        return info(name).uri().map(BackendUri::parse)
                .filter(uri -> uri.scheme().equals("file") && uri.authority().isEmpty())
                .map(uri -> Path.of(uri.path()));
    }

    /** Does something with a vault as a whole. */
    static <T> T about(String vault, Supplier<T> action) {
        String name = Text.printable(vault);
        try {
            return action.get();
        } catch (UnknownVaultException e) {
            String known = e.known().isEmpty() ? "vault:add makes one" : "there are: " + String.join(", ", e.known());
            throw new CommandFailure(name + ": no such vault; " + known, e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(name + ": " + e.getMessage(), e);
        } catch (FileBackendException e) {
            throw new CommandFailure(name + ": " + e.problem(), e);
        }
    }
}
