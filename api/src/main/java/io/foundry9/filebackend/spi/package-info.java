/**
 * What authors of backends implement: a {@link io.foundry9.filebackend.spi.Store}, and a
 * {@link io.foundry9.filebackend.spi.BackendFactory} that opens it for a URI.
 *
 * <p>A store is asked for little, and holds no rule that another store would hold too:
 * {@link io.foundry9.filebackend.core.StoreBackend} makes a full backend of it. It gets paths that are checked already
 * ({@link io.foundry9.filebackend.spi.StorePath}), and with each {@link io.foundry9.filebackend.spi.Change} the rule that
 * must hold when it is made, as a {@link io.foundry9.filebackend.spi.Guard}. A factory gets a
 * {@link io.foundry9.filebackend.spi.BackendUri} and {@link io.foundry9.filebackend.spi.Parameters} whose names and types
 * are checked, and in which secrets given by reference can be looked up. {@link io.foundry9.filebackend.spi.ForwardingStore} is to
 * be extended by who wraps a store.
 */
@Export
@Version("2.0.0")
package io.foundry9.filebackend.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
