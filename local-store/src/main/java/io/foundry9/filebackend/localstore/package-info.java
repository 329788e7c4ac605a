/**
 * The rooted file store: safe paths, staging, publishing and locks in one directory of this machine.
 *
 * <p>The backends of local files and of git stand upon {@link io.foundry9.filebackend.localstore.LocalStore}; so may any
 * other that keeps its files in a directory. {@link io.foundry9.filebackend.localstore.LocalStoreOptions} say where its own
 * files lie, which names besides are reserved, and what a write survives.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.localstore;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
