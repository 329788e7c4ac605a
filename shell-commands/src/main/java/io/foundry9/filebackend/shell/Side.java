package io.foundry9.filebackend.shell;

/** One side of a transfer. When bytes cannot be moved, the side that is to blame tells why. */
@FunctionalInterface
interface Side {

    /** What to tell the user of a failure of this side. */
    CommandFailure failed(Throwable failure);
}
