/** What users of files hold: {@link io.foundry9.filebackend.FileBackend} and what it takes, returns and throws. */
@Export
@Version("2.0.0")
package io.foundry9.filebackend;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
