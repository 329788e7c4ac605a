package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ProgressListener;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Vaults that come back after a restart: each is a configuration {@code io.foundry9.filebackend.vault~NAME}, and where
 * the framework property {@code io.foundry9.filebackend.etc} names a folder, a {@code .cfg} file in it. A service, inside
 * OSGi only. Safe for use by many threads, and with such a folder by many processes.
 */
@ProviderType
public interface VaultConfigurations {

    /** The framework property that names the folder of the configuration files. */
    String FOLDER_PROPERTY = "io.foundry9.filebackend.etc";

    /** {@link #add(String, String, VaultOptions)} with {@link VaultOptions#DEFAULTS}. */
    default void add(String name, String uri) {
        add(name, uri, VaultOptions.DEFAULTS);
    }

    /**
     * Adds a vault for good, and returns when it is open. If this throws, nothing is left behind. A relative
     * {@code file:} URI is made absolute.
     *
     * @throws DuplicateVaultException the name is taken, here or by another process on the same folder
     * @throws IllegalArgumentException the name or the URI is malformed, the scheme or a parameter is unknown, or the URI
     *     holds a secret in clear; the message holds no secret
     * @throws FileBackendException the backend cannot be opened, or the configuration cannot be written
     */
    void add(String name, String uri, VaultOptions options);

    /**
     * {@link VaultRegistry#swap} for good: the configuration says so afterwards. A relative {@code file:} URI is made
     * absolute.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException as {@link #add}; or the vault does not come from a configuration
     * @throws FileBackendException the backend cannot be opened, and nothing has changed; or the configuration cannot be
     *     written, and the vault is swapped until it is opened again
     */
    void swap(String name, String uri);

    /**
     * {@link VaultRegistry#swapWithContent} for good.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException as {@link #swap} and {@link VaultRegistry#swapWithContent}
     * @throws FileBackendException as {@link #swap} and {@link VaultRegistry#swapWithContent}
     */
    SwapReport swapWithContent(String name, String uri, ProgressListener progress);

    /**
     * Takes a vault away for good.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException the vault does not come from a configuration
     * @throws FileBackendException the configuration cannot be removed
     */
    void remove(String name);

    /**
     * Makes the vaults what the files in the folder say: adds, changes and removes; does nothing where there is no such
     * folder. It happens at the start by itself.
     */
    void loadAll();
}
