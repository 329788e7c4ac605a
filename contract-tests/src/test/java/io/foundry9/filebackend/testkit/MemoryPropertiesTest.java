package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;

class MemoryPropertiesTest extends FileBackendProperties {

    @Override
    protected FileBackend open() {
        return StoreBackend.over(new MemoryStore());
    }
}
