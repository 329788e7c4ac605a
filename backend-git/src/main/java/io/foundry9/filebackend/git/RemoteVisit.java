package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackendException;
import java.io.Closeable;
import java.util.Optional;
import org.eclipse.jgit.transport.Transport;

/** One fetch or push, seen from the way to the remote. Belongs to the thread that began it. */
interface RemoteVisit extends Closeable {

    /** Gives a transport what it needs to get in. */
    void prepare(Transport transport);

    /** What a failure means, if it is one that this way knows about. */
    default Optional<FileBackendException> explain(Throwable failure) {
        return Optional.empty();
    }

    @Override
    default void close() {
        // most visits leave nothing behind
    }
}
