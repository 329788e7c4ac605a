/** What authors of backends implement: stores, factories, layers. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
