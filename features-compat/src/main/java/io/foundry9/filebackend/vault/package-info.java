/**
 * Named vaults: the registry, handles that stay valid, and the vault that a piece of code works in.
 *
 * <p>{@link io.foundry9.filebackend.vault.VaultRegistry} knows vaults by name. What it gives out is a
 * {@link io.foundry9.filebackend.FileBackend} that stays the same while what is behind it is swapped, moved with its
 * content, updated, or away for a while. {@link io.foundry9.filebackend.vault.VaultManager} makes a registry outside OSGi;
 * in OSGi the registry, and each vault, is a service. {@link io.foundry9.filebackend.vault.VaultConfigurations} keeps vaults
 * for good. {@link io.foundry9.filebackend.vault.VaultListener} is told of vaults,
 * {@link io.foundry9.filebackend.vault.ContentListener} of what changes in them.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.vault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
