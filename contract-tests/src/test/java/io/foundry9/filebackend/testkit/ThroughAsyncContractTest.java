package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.FileBackend;

/** The contract over the asynchronous face. */
class ThroughAsyncContractTest extends WrapperContract {

    @Override
    protected FileBackend wrap(FileBackend backend) {
        return new ThroughAsync(backend);
    }
}
