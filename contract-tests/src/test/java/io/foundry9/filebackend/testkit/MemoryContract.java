package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.spi.Store;

/** The contract over a store in memory, with the hooks that it provides. */
abstract class MemoryContract extends StoreContract {

    private final MemoryStore store;

    MemoryContract(MemoryStore store) {
        this.store = store;
    }

    @Override
    protected Store openStore() {
        return store;
    }

    @Override
    protected final boolean linkTo(String path, String target) {
        if (store.capabilities().has(Feature.LINKS)) {
            store.foreignLink(path, target);
            return true;
        }
        return false;
    }

    @Override
    protected final boolean foreignWrite(String path, byte[] bytes) {
        store.foreignWrite(path, bytes);
        return true;
    }
}
