/**
 * What users of files hold: {@link io.foundry9.filebackend.FileBackend} and what it takes, returns and throws.
 *
 * <p>A backend is opened for a URI by {@link io.foundry9.filebackend.core.SchemeRegistry}, handed out as a service, or got
 * by a vault's name. {@link io.foundry9.filebackend.Content} is what is written, {@link io.foundry9.filebackend.FileInfo}
 * what is known of an entry, {@link io.foundry9.filebackend.Capabilities} what a backend can do.
 * {@link io.foundry9.filebackend.Session} makes several changes one, and
 * {@link io.foundry9.filebackend.AsyncFileBackend} has the same operations without waiting.
 *
 * <p>All failures are {@link io.foundry9.filebackend.FileBackendException}s; code tells them apart by type, and by reason
 * or kind, never by words. {@link io.foundry9.filebackend.ForwardingFileBackend} is to be extended by who wraps a backend.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
