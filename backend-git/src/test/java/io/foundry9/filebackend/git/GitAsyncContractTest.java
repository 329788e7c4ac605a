package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.ThroughAsync;
import java.io.IOException;

/** The contract on a git work tree, over the asynchronous face. */
class GitAsyncContractTest extends GitKit {

    @Override
    protected FileBackend open() throws IOException {
        return new ThroughAsync(StoreBackend.over(openStore()));
    }
}
