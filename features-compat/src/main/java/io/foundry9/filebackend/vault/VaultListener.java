package io.foundry9.filebackend.vault;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what happens to vaults, on the thread that does it, with no lock held. It should return soon; what it throws is
 * logged. Of two changes of one vault by two threads at once, the later one may be told first: {@link VaultRegistry#info}
 * always knows how it stands.
 */
@ConsumerType
@FunctionalInterface
public interface VaultListener {

    /** Called when it has happened. */
    void changed(VaultEvent event);
}
