/** What some backends can do besides; asked for with {@link io.foundry9.filebackend.FileBackend#as}. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.ext;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
