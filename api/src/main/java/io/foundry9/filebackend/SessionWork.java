package io.foundry9.filebackend;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is done in a session, on the thread that asked for it; see {@link FileBackend#inSession}.
 *
 * @param <T> the type of its result
 * @param <E> what it may throw besides unchecked exceptions
 */
@ConsumerType
@FunctionalInterface
public interface SessionWork<T, E extends Exception> {

    /** Does it. The session is committed when this returns, and rolled back when it throws. */
    T run(Session session) throws E;
}
