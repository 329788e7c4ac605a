package io.foundry9.filebackend;

import org.osgi.annotation.versioning.ProviderType;

/** Something that was registered; closing it takes it back. A second call does nothing. Safe for use by many threads. */
@ProviderType
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
