/** What users of files hold: the rich face of a backend, its values, options and errors. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
