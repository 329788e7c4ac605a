package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.testkit.FileBackendContract;
import io.foundry9.filebackend.testkit.TrackingStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What the runs of the contract on a vector store have in common that go through something. */
abstract class OpenAiContract extends FileBackendContract {

    private static OpenAiKit kit;

    private TrackingStore store;

    @BeforeAll
    static void start() {
        kit = new OpenAiKit(OpenAiEmulator.strict().validating(false));
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    TrackingStore openStore() throws IOException {
        store = new TrackingStore(kit.open(kit.vectorStore("companion batch"), "cache_ttl=60s"));
        return store;
    }

    @Override
    protected void checkNothingLeftOpen() {
        if (store != null) {
            store.assertNothingOpen();
        }
        kit.checkConversation();
    }
}
