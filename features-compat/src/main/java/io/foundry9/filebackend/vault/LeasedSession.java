package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.Session;
import java.time.Duration;
import java.util.function.Function;

/**
 * A session on a vault. It holds a lease until it ends, and so ends on the backend on which it began, whatever is put
 * behind the vault meanwhile. The thread that has opened it is inside of it also when it uses the vault's handle. Safe for
 * use by many threads.
 */
final class LeasedSession extends ForwardingFileBackend implements Session {

    private final Session session;
    private final Lease lease;
    private final InsideSessions inside;
    private final Thread opener = Thread.currentThread();

    /** Opens one; if that fails, the lease is given back. */
    static LeasedSession open(Lease lease, InsideSessions inside, Function<FileBackend, Session> opening) {
        boolean opened = false;
        try {
            LeasedSession session = new LeasedSession(opening.apply(lease.backend()), lease, inside);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                lease.run();
            }
        }
    }

    private LeasedSession(Session session, Lease lease, InsideSessions inside) {
        this.session = session;
        this.lease = lease;
        this.inside = inside;
        inside.enter(opener, this);
    }

    Lease lease() {
        return lease;
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        return call.apply(session);
    }

    /** What joins has a lease of its own, as it may end later. */
    @Override
    public Session openSession(Duration timeout) {
        return open(lease.another(), inside, backend -> session.openSession(timeout));
    }

    /** Its thread is outside before it ends: what waits for the end may go on on that thread, and use the vault. */
    @Override
    public CommitResult commit() {
        inside.leave(opener, this);
        try {
            return session.commit();
        } finally {
            lease.run();
        }
    }

    @Override
    public void rollback() {
        inside.leave(opener, this);
        try {
            session.rollback();
        } finally {
            lease.run();
        }
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        rollback();
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
