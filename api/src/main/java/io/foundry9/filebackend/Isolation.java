package io.foundry9.filebackend;

/** What an outsider may see while several changes are committed together. */
public enum Isolation {
    /** Each file changes whole, some a moment before others. */
    PER_FILE,
    /** All or nothing at any moment. */
    ALL_AT_ONCE
}
