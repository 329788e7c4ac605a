package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.spi.Store;

class MemoryStoreContractTest extends StoreContract {

    private final MemoryStore store = new MemoryStore();

    @Override
    protected Store openStore() {
        return store;
    }

    @Override
    protected boolean linkTo(String path, String target) {
        store.foreignLink(path, target);
        return true;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) {
        store.foreignWrite(path, bytes);
        return true;
    }
}
