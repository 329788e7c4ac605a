package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.testkit.StoreContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole contract, on a vector store of a service that is as strict as the real one. */
class OpenAiContractTest extends StoreContract {

    private static OpenAiKit kit;

    private String storeId;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.strict());
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Override
    protected Store openStore() throws IOException {
        if (storeId == null) {
            storeId = kit.vectorStore("companion batch");
        }
        return kit.open(storeId);
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
