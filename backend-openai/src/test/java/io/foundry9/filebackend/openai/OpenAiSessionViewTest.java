package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.StoreBackend;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A session on a vector store keeps the whole contract. */
@EnabledIfSystemProperty(named = "f9.long", matches = "true", disabledReason = "takes a minute; run by -Plong")
class OpenAiSessionViewTest extends OpenAiContract {

    private FileBackend backend;
    private Session session;

    @Override
    protected FileBackend open() throws IOException {
        backend = StoreBackend.over(openStore());
        session = backend.openSession(Duration.ZERO);
        return session;
    }

    @Override
    protected boolean isInsideSession() {
        return true;
    }

    @Override
    protected void checkNothingLeftOpen() {
        session.rollback();
        super.checkNothingLeftOpen();
        backend.close();
    }
}
