package io.foundry9.filebackend;

import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told how far a long operation has come. It is called on the thread that does the work, often many times a second;
 * it should return soon, and what it throws ends the operation.
 */
@ConsumerType
@FunctionalInterface
public interface ProgressListener {

    /**
     * Some more was done.
     *
     * @param done bytes so far
     * @param total bytes in all, where that is known
     */
    void progressed(long done, OptionalLong total);
}
