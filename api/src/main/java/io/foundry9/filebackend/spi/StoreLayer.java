package io.foundry9.filebackend.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Wraps a store into one that does something besides: retries, a deadline, counting. In OSGi a service with the property
 * {@value #NAME_PROPERTY}, by which the options of a vault ask for it. It is asked once for
 * each store, on any thread; what it makes is a store, and so safe for use by many.
 */
@ConsumerType
@FunctionalInterface
public interface StoreLayer {

    /** Service property: the name of the layer. */
    String NAME_PROPERTY = "layer.name";

    /** The wrapped store; closing it closes {@code inner}. */
    Store apply(Store inner);
}
