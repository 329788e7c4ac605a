package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;

/** The contract over the asynchronous face. */
class ThroughAsyncContractTest extends FileBackendContract {

    private final MemoryStore store = new MemoryStore();
    private final TrackingStore tracking = new TrackingStore(store);

    @Override
    protected FileBackend open() {
        return new ThroughAsync(StoreBackend.over(tracking));
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

    @Override
    protected void checkNothingLeftOpen() {
        tracking.assertNothingOpen();
    }
}
