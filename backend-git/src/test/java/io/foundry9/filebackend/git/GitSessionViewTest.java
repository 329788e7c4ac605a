package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.StoreBackend;
import java.io.IOException;
import java.time.Duration;

/** A session on a git work tree keeps the whole contract. */
class GitSessionViewTest extends GitKit {

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
    protected boolean foreignWrite(String path, byte[] bytes) {
        return false; // it would not be seen through what the session has written
    }

    @Override
    protected void checkNothingLeftOpen() {
        session.rollback();
        super.checkNothingLeftOpen();
        backend.close();
    }
}
