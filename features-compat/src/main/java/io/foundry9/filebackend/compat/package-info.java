/**
 * For code written against {@code java.nio.file}: its exceptions, a backend that throws them, and vaults as file systems
 * of the scheme {@code vault}.
 *
 * <p>{@link io.foundry9.filebackend.compat.ExceptionMapping} leads from our exceptions to those of Java and back without a
 * loss; {@link io.foundry9.filebackend.compat.CompatibleFileBackend} has the operations of a backend with checked
 * exceptions.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.compat;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
