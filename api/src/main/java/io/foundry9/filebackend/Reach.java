package io.foundry9.filebackend;

/** How far a promise of exclusion holds. */
public enum Reach {
    /** Among the threads and class loaders of one process. */
    PROCESS,
    /** Among all processes that see the same storage through this library on one host. */
    HOST
}
