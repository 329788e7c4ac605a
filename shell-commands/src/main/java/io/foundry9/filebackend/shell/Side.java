package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.StorageException;

/** One side of a transfer. When bytes cannot be moved, the side that is to blame tells why. */
@FunctionalInterface
interface Side {

    /** What to tell the user of a failure of this side. */
    CommandFailure failed(Throwable failure);

    /** The same for what a vault was to take from this side and could not: its own failure, or this side's. */
    default RuntimeException blamed(StorageException failure) {
        boolean unread = failure.kind() == StorageException.Kind.SOURCE_FAILED && failure.getCause() != null;
        return unread ? failed(failure.getCause()) : failure;
    }
}
