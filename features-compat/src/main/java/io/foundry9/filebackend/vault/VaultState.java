package io.foundry9.filebackend.vault;

/** How it stands with what is behind a vault. */
public enum VaultState {
    /** Its backend is open. */
    ACTIVE,
    /**
     * There is no backend now, but there will be one by itself: it is being opened, or its scheme has no factory at this
     * moment. Operations wait.
     */
    WAITING,
    /** Its backend could not be opened. Operations fail at once. */
    FAILED
}
