package io.foundry9.filebackend.spi;

import org.osgi.annotation.versioning.ConsumerType;

/** A right to publish that is held. Not bound to the thread that took it. */
@ConsumerType
@FunctionalInterface
public interface StoreLock extends AutoCloseable {

    /** Gives the right back. A second call does nothing. */
    @Override
    void close();
}
