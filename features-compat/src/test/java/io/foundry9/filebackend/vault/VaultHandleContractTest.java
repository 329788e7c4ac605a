package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.testkit.WrapperContract;
import org.junit.jupiter.api.AfterEach;

/** A vault's handle keeps the whole contract of what is behind it. */
class VaultHandleContractTest extends WrapperContract {

    private final VaultManager registry = VaultManager.create(SchemeRegistry.empty());

    @Override
    protected FileBackend wrap(FileBackend backend) {
        return registry.register("vault", backend);
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }
}
