package io.foundry9.filebackend.ext;

import java.time.Instant;
import java.util.Objects;

/**
 * A version with a name. Immutable.
 *
 * @param version the id of the revision
 * @param time when it was named, to the second
 * @param message what was said of it; may be empty
 */
public record Snapshot(String name, String version, Instant time, String message) {

    /** No part may be {@code null}. */
    public Snapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(message, "message");
    }
}
