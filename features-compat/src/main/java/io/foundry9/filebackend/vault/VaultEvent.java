package io.foundry9.filebackend.vault;

import java.util.Objects;

/**
 * Something happened to a vault.
 *
 * @param vault how it stood right after; for {@link Type#REMOVED} right before
 */
public record VaultEvent(Type type, VaultInfo vault) {

    /** What happened. */
    public enum Type {
        /** There is a new vault. */
        ADDED,
        /** What is behind it, its options or its state changed. */
        CHANGED,
        /** Its backend, or the one that was to replace it, could not be opened. */
        FAILED,
        /** It is gone. */
        REMOVED
    }

    /** No part may be {@code null}. */
    public VaultEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(vault, "vault");
    }
}
