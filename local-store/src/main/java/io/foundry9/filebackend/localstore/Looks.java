package io.foundry9.filebackend.localstore;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file that comes from elsewhere, such as a history, is to look like. Immutable.
 *
 * @param modified told to the second
 * @param created absent where it is not known
 * @param isExecutable whether those may run it who may read it
 */
public record Looks(Instant modified, Optional<Instant> created, boolean isExecutable) {
    /** No part may be {@code null}. */
    public Looks {
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(created, "created");
    }
}
