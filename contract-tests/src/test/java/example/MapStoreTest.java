package example;

import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;

class MapStoreTest extends StoreContract {

    @Override
    protected Store openStore() {
        return new MapStore();
    }
}
