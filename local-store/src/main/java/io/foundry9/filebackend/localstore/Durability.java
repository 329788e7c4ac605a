package io.foundry9.filebackend.localstore;

/** What a write has survived when it returns. */
public enum Durability {
    /** The death of the process. */
    PROCESS,
    /** A loss of power: file and directory are forced to the disk, at the price of waiting for it. */
    POWER
}
