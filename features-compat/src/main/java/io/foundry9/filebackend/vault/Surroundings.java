package io.foundry9.filebackend.vault;

import java.time.Duration;

/**
 * What all vaults of a {@link VaultManager} share.
 *
 * @param retryPause how long a failed backend is left alone before an operation makes it be tried again
 */
record Surroundings(
        Opener opener,
        VaultThreads threads,
        Openings openings,
        Farewells farewells,
        Listeners<VaultListener> listeners,
        Holders holders,
        Duration retryPause) {

    void tell(VaultEvent.Type type, VaultInfo vault) {
        VaultEvent event = new VaultEvent(type, vault);
        listeners.tell(vault.name(), listener -> listener.changed(event));
    }
}
