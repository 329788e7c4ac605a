/**
 * What authors of backends implement: a {@link io.foundry9.filebackend.spi.Store}, and a
 * {@link io.foundry9.filebackend.spi.BackendFactory} that opens it for a URI.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
