package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.MemoryStore;
import io.foundry9.filebackend.testkit.TrackingStore;

/** A backend in memory that tells what was left open. */
final class MemoryVault {

    final MemoryStore memory = new MemoryStore();
    private final TrackingStore store = new TrackingStore(memory);

    FileBackend open() {
        return StoreBackend.over(store);
    }

    void checkNothingLeftOpen() {
        store.assertNothingOpen();
    }
}
