/**
 * What stands between the two faces: {@link io.foundry9.filebackend.core.StoreBackend} makes a backend of a store and
 * holds every rule of the contract, {@link io.foundry9.filebackend.core.SchemeRegistry} finds the factory for a URI, and
 * layers wrap a store in retries, deadlines and the like.
 *
 * <p>Users need it to open a backend where no platform does, and who assembles a platform needs all of it. It knows the
 * users' package and the authors', and neither of them knows it.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.core;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
