package io.foundry9.filebackend.vault;

import java.util.Objects;

/** There is a vault of that name already. */
public final class DuplicateVaultException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;

    /** @param name that is taken */
    public DuplicateVaultException(String name) {
        super("there is a vault '" + name + "' already; choose another name, or remove it first");
        this.name = Objects.requireNonNull(name, "name");
    }

    /** The name that was asked for. */
    public String name() {
        return name;
    }
}
