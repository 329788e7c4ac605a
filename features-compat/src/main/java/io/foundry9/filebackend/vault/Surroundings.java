package io.foundry9.filebackend.vault;

import java.time.Duration;

/**
 * What all vaults of a {@link VaultManager} share.
 *
 * @param retryPause how long a failed backend is left alone before an operation makes it be tried again
 */
record Surroundings(
        Opener opener, VaultThreads threads, VaultListeners listeners, Holders holders, Duration retryPause) {}
