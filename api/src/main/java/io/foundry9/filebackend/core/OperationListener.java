package io.foundry9.filebackend.core;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of each call to a store when it is over, by the thread that made it: {@code stat}, {@code list}, {@code open},
 * {@code read}, {@code stage}, {@code write}, {@code finish}, {@code lock}, {@code publish} and so on. It must be quick
 * and must not fail.
 */
@ConsumerType
@FunctionalInterface
public interface OperationListener {

    /**
     * A call is over.
     *
     * @param operation the name of the method
     * @param nanos how long it took
     * @param failure what it ended with, if it failed
     */
    void finished(String operation, long nanos, Optional<Throwable> failure);
}
