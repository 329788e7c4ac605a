package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.ThroughAsync;
import org.junit.jupiter.api.AfterEach;

/** A vault's asynchronous face keeps the whole contract of what is behind it. */
class VaultAsyncContractTest extends FileBackendContract {

    private final VaultManager registry = VaultManager.create(SchemeRegistry.empty());
    private final MemoryStore memory = new MemoryStore();

    @Override
    protected FileBackend open() {
        return new ThroughAsync(registry.register("vault", StoreBackend.over(memory)));
    }

    @Override
    protected boolean linkTo(String path, String target) {
        memory.foreignLink(path, target);
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) {
        memory.foreignWrite(path, bytes);
        return true;
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }
}
