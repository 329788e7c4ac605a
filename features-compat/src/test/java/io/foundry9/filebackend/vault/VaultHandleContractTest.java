package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.SchemeRegistry;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.TrackingStore;
import org.junit.jupiter.api.AfterEach;

/** A vault's handle keeps the whole contract of what is behind it. */
class VaultHandleContractTest extends FileBackendContract {

    private final VaultManager registry = VaultManager.create(SchemeRegistry.empty());
    private final MemoryStore memory = new MemoryStore();
    private final TrackingStore store = new TrackingStore(memory);

    @Override
    protected FileBackend open() {
        return registry.register("vault", StoreBackend.over(store));
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

    @Override
    protected void checkNothingLeftOpen() {
        store.assertNothingOpen();
    }

    @AfterEach
    void closeRegistry() {
        registry.close();
    }
}
