package io.foundry9.filebackend.compat;

import static io.foundry9.filebackend.compat.ExceptionMapping.asJava;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Session;
import java.io.IOException;

/** A {@link Session} that throws Java's exceptions. Safe for use by many threads. */
public final class CompatibleSession extends CompatibleFileBackend {

    private final Session session;

    CompatibleSession(Session session) {
        super(session);
        this.session = session;
    }

    /**
     * As {@link Session#commit}.
     *
     * @throws IllegalStateException it has ended already
     */
    public CommitResult commit() throws IOException {
        return asJava(session::commit);
    }

    /** As {@link Session#rollback}. */
    public void rollback() throws IOException {
        asJava(session::rollback);
    }

    /** As {@link Session#isOpen}. */
    public boolean isOpen() {
        return session.isOpen();
    }
}
