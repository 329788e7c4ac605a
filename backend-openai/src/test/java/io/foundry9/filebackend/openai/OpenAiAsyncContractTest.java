package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.ThroughAsync;
import java.io.IOException;

/** The contract on a vector store, over the asynchronous face. */
class OpenAiAsyncContractTest extends OpenAiContract {

    @Override
    protected FileBackend open() throws IOException {
        return new ThroughAsync(StoreBackend.over(openStore()));
    }
}
