/** The rooted file store: safe paths, staging, publishing and locks in one directory of this machine. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.localstore;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
