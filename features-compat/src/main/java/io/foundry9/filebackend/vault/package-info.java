/** Named vaults: the registry, handles that stay valid, and the vault that a piece of code works in. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.vault;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
