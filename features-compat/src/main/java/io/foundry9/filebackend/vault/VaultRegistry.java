package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.Registration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Vaults by name. A vault is a {@link FileBackend} handle that stays valid, and stays the same object, as long as the
 * vault is registered, while what is behind it may be replaced under way. Closing a handle does nothing: the registry
 * owns what is behind it.
 *
 * <p>Inside OSGi the registry is a service; elsewhere it is made, and closed, as a {@link VaultManager}. Vaults that are
 * registered here last as long as the registry; those that come back after a restart are the matter of
 * {@link VaultConfigurations}. Safe for use by many threads.
 */
@ProviderType
public interface VaultRegistry {

    /** What names look like: a letter or digit, then up to 63 letters, digits, {@code .}, {@code _} and {@code -}. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException it is no {@link #NAME}
     */
    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a vault: it must be a letter or digit, then up to 63"
                    + " letters, digits, '.', '_' and '-'");
        }
    }

    /** {@link #register(String, String, VaultOptions)} with {@link VaultOptions#DEFAULTS}. */
    default FileBackend register(String name, String uri) {
        return register(name, uri, VaultOptions.DEFAULTS);
    }

    /**
     * Opens a backend and makes it a vault. If this throws, nothing was registered.
     *
     * @return the handle of the vault
     * @throws DuplicateVaultException the name is taken
     * @throws IllegalArgumentException the name, the URI or the layers are malformed; the scheme, or a parameter, is
     *     unknown; the message holds no secret
     * @throws FileBackendException the backend cannot be opened
     */
    FileBackend register(String name, String uri, VaultOptions options);

    /** {@link #register(String, FileBackend, VaultOptions)} with {@link VaultOptions#DEFAULTS}. */
    default FileBackend register(String name, FileBackend backend) {
        return register(name, backend, VaultOptions.DEFAULTS);
    }

    /**
     * Makes a backend a vault. The registry owns it from now on, and closes it when the vault goes; if this throws, the
     * caller still does.
     *
     * @param options whose lock time-out, layers and read-only flag must be the defaults: they are put around a store
     *     when it is opened
     * @return the handle of the vault
     * @throws DuplicateVaultException the name is taken
     * @throws IllegalArgumentException the name is malformed, or the options ask for what can't be done here
     */
    FileBackend register(String name, FileBackend backend, VaultOptions options);

    /** As {@link #register(String, FileBackend, VaultOptions)}, but the backend stays the caller's, who closes it. */
    FileBackend registerShared(String name, FileBackend backend, VaultOptions options);

    /**
     * Takes a vault away. Its handle refuses new operations from now on; those under way go on until they are over, but
     * not longer than {@link VaultOptions#drainTimeout()}. This call doesn't wait for them.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException it comes from a configuration, and goes when that is removed
     */
    void unregister(String name);

    /**
     * The handle of a vault.
     *
     * @throws UnknownVaultException there is no such vault
     */
    FileBackend get(String name);

    /** The handle of a vault, if there is one of that name. */
    Optional<FileBackend> find(String name);

    /** Whether there is a vault of that name, in whatever state. */
    boolean exists(String name);

    /** The names of all vaults, sorted. */
    List<String> names();

    /**
     * How all vaults stand, sorted by name. Those that are just being opened are waited for, as their
     * {@link VaultOptions#waitTimeout()} allows.
     */
    List<VaultInfo> list();

    /**
     * How a vault stands at this moment.
     *
     * @throws UnknownVaultException there is no such vault
     */
    VaultInfo info(String name);

    /**
     * The options of a vault.
     *
     * @throws UnknownVaultException there is no such vault
     */
    default VaultOptions options(String name) {
        return info(name).options();
    }

    /**
     * Puts another backend behind a vault, with its options as they are, while it is in use: opens it, switches over, and
     * closes the old one when the operations under way on it are over, at the latest after
     * {@link VaultOptions#drainTimeout()}. This call doesn't wait for that. If it throws, nothing has changed. A vault
     * that comes from a configuration will be again what that says after a restart.
     *
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException as {@link #register(String, String, VaultOptions)}
     * @throws FileBackendException the backend cannot be opened
     */
    void swap(String name, String uri);

    /**
     * As {@link #swap}, and the content goes along: it is copied and verified by checksum while the vault is in use, what
     * changes meanwhile is caught up, and at last, while nobody can change anything for a moment, the vault is switched
     * over. Operations under way go on with the new backend, so whatever they acknowledge is there. Sessions that are open
     * are waited for, up to {@link VaultOptions#drainTimeout()}.
     *
     * <p>Content goes along, and directories; times, permissions and history don't. A vault that has links, or what is
     * neither file nor directory, can't be moved so. The new place has to be empty, or to hold some of the same files
     * with the same content, as after a first attempt that failed. If this throws, the vault is as it was, and what was
     * copied may stay at the new place.
     *
     * @param progress is told of the bytes that were copied
     * @return what was carried along
     * @throws UnknownVaultException there is no such vault
     * @throws IllegalArgumentException as {@link #register(String, String, VaultOptions)}; or the new place is not empty,
     *     or lies inside the old one, or the vault was registered as an object
     * @throws FileBackendException the backend cannot be opened, or the content cannot be read, written or verified
     */
    SwapReport swapWithContent(String name, String uri, ProgressListener progress);

    /**
     * Makes a vault the one that the calling thread works in, until the context is closed.
     *
     * @throws UnknownVaultException there is no such vault
     */
    VaultContext enter(String name);

    /** Tells a listener of every change of a vault from now on. */
    Registration addListener(VaultListener listener);

    /**
     * Tells a listener from now on of what is changed in vaults. Those that were registered as an object are left out.
     */
    Registration addContentListener(ContentListener listener);
}
