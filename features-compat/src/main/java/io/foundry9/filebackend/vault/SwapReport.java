package io.foundry9.filebackend.vault;

import java.time.Duration;
import java.util.Objects;

/**
 * What a swap has carried along. Immutable.
 *
 * @param files how many were copied; one that was changed meanwhile counts each time
 * @param bytes in them
 * @param rounds how often the vault was looked through for what had changed, the first time included
 * @param pause for how long nobody could change anything in the vault
 */
public record SwapReport(long files, long bytes, int rounds, Duration pause) {

    /** No part may be {@code null}. */
    public SwapReport {
        Objects.requireNonNull(pause, "pause");
    }
}
