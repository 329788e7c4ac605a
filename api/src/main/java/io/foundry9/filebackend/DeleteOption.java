package io.foundry9.filebackend;

import java.time.Duration;

/** How to delete. Immutable. */
public sealed interface DeleteOption permits DeleteOption.Flag, WriteOption.LockTimeout {

    /** A directory goes with everything inside it. */
    DeleteOption RECURSIVE = Flag.RECURSIVE;

    /** How long to wait for someone else's session or tree operation; see {@link WriteOption#lockTimeout}. */
    static DeleteOption lockTimeout(Duration timeout) {
        return new WriteOption.LockTimeout(timeout);
    }

    /** The options that are just there or not. */
    enum Flag implements DeleteOption {
        /** See {@link DeleteOption#RECURSIVE}. */
        RECURSIVE
    }
}
