package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Store;

/**
 * The contract for something that wraps a backend, whatever that is: tried around a backend over a store in memory, which
 * is watched for what is left open.
 */
public abstract class WrapperContract extends FileBackendContract {

    private final MemoryStore memory;
    private final TrackingStore tracking;

    /** Around a store that can do everything. */
    protected WrapperContract() {
        this(new MemoryStore());
    }

    /** @param memory the store to use */
    protected WrapperContract(MemoryStore memory) {
        this.memory = memory;
        this.tracking = new TrackingStore(decorated(memory));
    }

    /** The wrapper around a backend; closing it closes the backend, or leaves that to somebody else. */
    protected abstract FileBackend wrap(FileBackend backend) throws Exception;

    /** What is to be put around the store. */
    protected Store decorated(Store store) {
        return store;
    }

    @Override
    protected final FileBackend open() throws Exception {
        return wrap(StoreBackend.over(tracking));
    }

    @Override
    protected boolean linkTo(String path, String target) {
        if (memory.capabilities().has(Feature.LINKS)) {
            memory.foreignLink(path, target);
            return true;
        }
        return false;
    }

    @Override
    protected boolean foreignWrite(String path, byte[] bytes) {
        memory.foreignWrite(path, bytes);
        return true;
    }

    @Override
    protected void checkNothingLeftOpen() {
        tracking.assertNothingOpen();
    }
}
