/**
 * What some backends can do besides; asked for with {@link io.foundry9.filebackend.FileBackend#as}, which is empty where a
 * backend cannot.
 *
 * <p>{@link io.foundry9.filebackend.ext.SyncFileBackend} pushes, pulls and resolves conflicts,
 * {@link io.foundry9.filebackend.ext.Versioned} reads what files have been, {@link io.foundry9.filebackend.ext.Searchable}
 * finds passages, and {@link io.foundry9.filebackend.ext.Collectable} removes what dead clients have left. What they return
 * are immutable records. Their failures are those of the backend.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.ext;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
