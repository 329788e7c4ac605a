package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import java.util.concurrent.TimeUnit;

/** The contract over the asynchronous face: what was stopped there puts things in order on threads of its own. */
class ThroughAsyncContractTest extends FileBackendContract {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

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
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!tracking.open().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        tracking.assertNothingOpen();
    }
}
