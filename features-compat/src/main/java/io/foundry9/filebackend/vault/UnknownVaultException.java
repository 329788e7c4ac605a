package io.foundry9.filebackend.vault;

import java.util.List;
import java.util.Objects;

/** There is no vault of that name. */
public final class UnknownVaultException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final List<String> known;

    /** @param known the names that there are, sorted */
    public UnknownVaultException(String name, List<String> known) {
        super("there is no vault '" + name + "'; known are " + (known.isEmpty() ? "none" : String.join(", ", known)));
        this.name = Objects.requireNonNull(name, "name");
        this.known = List.copyOf(known);
    }

    /** The name that was asked for. */
    public String name() {
        return name;
    }

    /** The names that there were, sorted. */
    public List<String> known() {
        return known;
    }
}
