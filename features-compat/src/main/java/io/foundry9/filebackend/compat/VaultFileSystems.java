package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultRegistry;
import java.nio.file.FileSystem;
import java.nio.file.spi.FileSystemProvider;

/**
 * Backends and vaults as file systems of {@code java.nio.file}. {@code Path.of(URI)} finds only vaults of registries
 * that were {@linkplain #enter entered}, and only where this library is on the class path or module path of the JVM;
 * inside OSGi, {@link #of} gives the file system itself. Closing a file system closes what was opened through it, never
 * the backend. Safe for use by many threads.
 */
public final class VaultFileSystems {

    private VaultFileSystems() {}

    /** A new file system over a backend; the URIs of its paths lead nowhere. */
    public static FileSystem of(FileBackend backend) {
        return new VaultFileSystem(provider(), backend, "");
    }

    /**
     * A new file system over a vault.
     *
     * @throws io.foundry9.filebackend.vault.UnknownVaultException there is no such vault
     */
    public static FileSystem of(VaultRegistry vaults, String name) {
        return new VaultFileSystem(provider(), vaults.get(name), name);
    }

    /**
     * Lets {@code Path.of(URI)} find the vaults of a registry, those to come among them, until the registration or the
     * registry is closed.
     *
     * @throws io.foundry9.filebackend.vault.DuplicateVaultException a registry that was entered before has a vault of
     *     the same name; when that comes to be later, it is thrown where the name is looked up
     * @throws IllegalArgumentException it has been entered already
     */
    public static Registration enter(VaultManager vaults) {
        return VaultTable.INSTALLED.enter(vaults);
    }

    /** Java's own instance where it has one, so that paths of both origins are paths of one provider. */
    private static VaultFileSystemProvider provider() {
        return FileSystemProvider.installedProviders().stream()
                .filter(VaultFileSystemProvider.class::isInstance)
                .map(VaultFileSystemProvider.class::cast)
                .findFirst()
                .orElseGet(() -> SingleProvider.INSTANCE);
    }

    /** Where Java doesn't see this library. */
    private static final class SingleProvider {
        static final VaultFileSystemProvider INSTANCE = new VaultFileSystemProvider();
    }
}
