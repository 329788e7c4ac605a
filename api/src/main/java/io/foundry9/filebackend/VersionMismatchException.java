package io.foundry9.filebackend;

import java.util.Optional;

/** A condition on the version does not hold: someone else has written, deleted or created meanwhile. */
public final class VersionMismatchException extends FileBackendException {
    private static final long serialVersionUID = 1L;

    private final String found;

    /** @param found the version that is there, or nothing */
    public VersionMismatchException(String path, Optional<String> found) {
        super(
                path,
                found.isPresent()
                        ? "has another version than expected; read it again before writing"
                        : "was expected to exist with a certain version, but is not there",
                null);
        this.found = found.orElse(null);
    }

    /** The version that is there, if anything is. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }
}
