package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.testkit.ThroughAsync;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract on a vector store, over the asynchronous face. */
@EnabledIfSystemProperty(named = "f9.long", matches = "true", disabledReason = "takes a minute; run by -Plong")
class OpenAiAsyncContractTest extends OpenAiContract {

    @Override
    protected FileBackend open() throws IOException {
        return new ThroughAsync(StoreBackend.over(openStore()));
    }
}
