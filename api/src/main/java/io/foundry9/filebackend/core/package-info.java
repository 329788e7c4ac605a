/**
 * What stands between the two faces: {@link io.foundry9.filebackend.core.StoreBackend} makes a backend of a store and
 * holds every rule of the contract, {@link io.foundry9.filebackend.core.SchemeRegistry} finds the factory for a URI, and
 * layers wrap a store in retries, deadlines and the like.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.core;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
