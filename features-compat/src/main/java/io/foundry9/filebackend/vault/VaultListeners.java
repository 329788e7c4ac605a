package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Registration;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those who want to be told of vaults. Safe for use by many threads. */
final class VaultListeners {

    private static final System.Logger LOG = System.getLogger(VaultListeners.class.getName());

    private final List<VaultListener> listeners = new CopyOnWriteArrayList<>();

    Registration add(VaultListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        AtomicBoolean listening = new AtomicBoolean(true);
        return () -> {
            if (listening.getAndSet(false)) {
                listeners.remove(listener);
            }
        };
    }

    void tell(VaultEvent.Type type, VaultInfo vault) {
        VaultEvent event = new VaultEvent(type, vault);
        for (VaultListener listener : listeners) {
            try {
                listener.changed(event);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "a listener failed on " + type + " of vault '" + vault.name() + "'", e);
            }
        }
    }
}
