package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import java.util.function.Function;

/** A backend behind another one that passes everything on, over a store behind one that could fail but does not. */
class ForwardingContractTest extends FileBackendContract {

    private final MemoryStore store = new MemoryStore();
    private final TrackingStore tracking = new TrackingStore(new FaultyStore(store));

    @Override
    protected FileBackend open() {
        FileBackend inner = StoreBackend.over(tracking);
        return new ForwardingFileBackend() {
            @Override
            protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
                return call.apply(inner);
            }
        };
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
