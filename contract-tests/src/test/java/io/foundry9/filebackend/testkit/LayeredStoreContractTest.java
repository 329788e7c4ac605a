package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.core.Layers;
import io.foundry9.filebackend.spi.Store;
import java.util.Optional;

/** A store behind every layer that only helps, twice as narrow as the kit is wide; each gives back what it took. */
class LayeredStoreContractTest extends MemoryContract {

    private TrackingStore innermost;

    LayeredStoreContractTest() {
        super(new MemoryStore());
    }

    @Override
    protected Store openStore() {
        return Layers.parse(
                "observe,deadline=2m,retry=3,concurrency=1,attempt_timeout=1m,tracking",
                name -> Optional.of(store -> innermost = new TrackingStore(store)))
                .apply(super.openStore());
    }

    @Override
    protected void checkNothingLeftOpen() throws Exception {
        super.checkNothingLeftOpen();
        if (innermost != null) {
            innermost.assertNothingOpen();
        }
    }
}
