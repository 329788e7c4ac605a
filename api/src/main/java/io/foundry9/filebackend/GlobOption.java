package io.foundry9.filebackend;

/** Which of the matching entries {@link FileBackend#glob} returns. */
public enum GlobOption {
    /** Directories besides everything else. */
    INCLUDE_DIRECTORIES,
    /** Directories and nothing else. */
    DIRECTORIES_ONLY
}
