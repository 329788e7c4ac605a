package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;

class PlainStorePropertiesTest extends FileBackendProperties {

    @Override
    protected FileBackend open() {
        return StoreBackend.over(MemoryStore.without(Feature.APPEND_IN_PLACE, Feature.NATIVE_MOVE, Feature.NATIVE_COPY,
                Feature.DEEP_LISTING));
    }
}
