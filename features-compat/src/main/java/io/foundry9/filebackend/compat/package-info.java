/**
 * For code written against {@code java.nio.file}: its exceptions, a backend that throws them, and vaults as file systems
 * of the scheme {@code vault}.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.compat;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
