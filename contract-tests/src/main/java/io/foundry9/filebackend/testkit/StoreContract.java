package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Store;
import org.junit.jupiter.api.Nested;

/**
 * The contract for a bare store: all that holds for a backend, tried over the store; what the store itself promises to
 * its caller; and that whatever it hands out is given back.
 */
public abstract class StoreContract extends FileBackendContract {

    private TrackingStore tracking;

    /** A store that is empty; the kit closes it after the test. It is called once in each test. */
    protected abstract Store openStore() throws Exception;

    @Override
    protected final FileBackend open() throws Exception {
        return StoreBackend.over(openTracked());
    }

    final TrackingStore openTracked() throws Exception {
        tracking = new TrackingStore(openStore());
        return tracking;
    }

    @Override
    protected void checkNothingLeftOpen() throws Exception {
        if (tracking != null) {
            tracking.assertNothingOpen();
        }
    }

    @Nested
    class Publishing extends PublishContract {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    class Looking extends LookContract {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }

    @Nested
    class Locking extends LockContract {
        @Override
        StoreContract contract() {
            return StoreContract.this;
        }
    }
}
