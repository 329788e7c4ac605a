package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole contract, on a vector store of a service that gives back what is attached. */
@EnabledIfSystemProperty(named = "f9.long", matches = "true", disabledReason = "takes a minute; run by -Plong")
class LenientContractTest extends StoreContract {

    private static OpenAiKit kit;

    private String storeId;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.lenient().validating(false));
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Override
    protected Store openStore() throws IOException {
        if (storeId == null) {
            storeId = kit.vectorStore("direct");
        }
        return kit.open(storeId, "cache_ttl=1s");
    }

    @Override
    protected FileBackend openAnother() throws IOException {
        return StoreBackend.over(openStore());
    }

    @Override
    protected void checkNothingLeftOpen() throws Exception {
        super.checkNothingLeftOpen();
        kit.checkConversation();
    }
}
