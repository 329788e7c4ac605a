package io.foundry9.filebackend.testkit;

/** The store with all it can do. */
class MemoryStoreContractTest extends MemoryContract {

    MemoryStoreContractTest() {
        super(new MemoryStore());
    }
}
