package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.FileInfo;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A rule about what may be at a path when a change is made there. The store asks it under the lock, in the same breath
 * as the change; so the rules live with the caller, and a store needs one look at the entry. It is
 * asked on the thread that publishes.
 */
@ConsumerType
@FunctionalInterface
public interface Guard {

    /** A guard that lets everything pass. */
    Guard NONE = existing -> {};

    /**
     * Throws where the change must not be made.
     *
     * @param existing what is there, a link told of itself, with {@link Store.Detail#BASIC}
     */
    void check(Optional<FileInfo> existing);
}
