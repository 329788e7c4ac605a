package io.foundry9.filebackend.extras;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.vault.VaultInfo;
import io.foundry9.filebackend.vault.VaultManager;
import io.foundry9.filebackend.vault.VaultOptions;
import io.foundry9.filebackend.vault.VaultState;
import java.time.Duration;

/** A registry over one kind of backend, which can be made to fail or taken away. For one thread. */
final class TestVaults implements AutoCloseable {

    /** A URI whose secret must not be seen anywhere. */
    static final String SECRET_URI = "test://place?key=hunter2&note=n";

    final SchemeRegistry schemes = SchemeRegistry.empty();
    final TestFactory factory = new TestFactory();
    final VaultManager registry = VaultManager.create(schemes);
    private final Registration serving = schemes.register(factory);

    FileBackend add(String name) {
        return registry.register(name, SECRET_URI);
    }

    FileBackend add(String name, Store store) {
        return registry.register(name, StoreBackend.over(store), VaultOptions.DEFAULTS);
    }

    /** A vault whose backend could not be opened, for a reason that may pass. */
    VaultInfo addFailed(String name) throws InterruptedException {
        factory.failure = new BackendUnavailableException("", "the disk is on fire");
        registry.configure(name, "test://place", VaultOptions.DEFAULTS);
        VaultInfo vault = registry.awaitSettled(name, Duration.ofSeconds(20));
        if (vault.state() != VaultState.FAILED) {
            throw new AssertionError("not failed: " + vault);
        }
        return vault;
    }

    /** From now on vaults wait for their backend. */
    void takeBackendsAway() {
        serving.close();
    }

    @Override
    public void close() {
        registry.close();
    }
}
