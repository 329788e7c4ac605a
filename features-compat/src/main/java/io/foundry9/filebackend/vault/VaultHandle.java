package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.ForwardingFileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What users hold of a vault. Each call runs under a lease on the generation that is behind the vault at that moment;
 * what stays open after a call keeps its lease until it is closed. A thread that is inside a session goes to that instead.
 */
final class VaultHandle extends ForwardingFileBackend {

    private final Vault vault;
    private final InsideSessions inside = new InsideSessions();
    private final AsyncFileBackend async;

    VaultHandle(Vault vault) {
        this.vault = vault;
        this.async = new VaultAsync(vault, inside);
    }

    /** Whether the calling thread is inside a session on this vault. */
    boolean isInSession() {
        return inside.current() != null;
    }

    @Override
    protected <T> T forward(Function<? super FileBackend, ? extends T> call) {
        LeasedSession session = inside.current();
        if (session != null) {
            return call.apply(session);
        }
        Generation generation = vault.lease();
        try {
            return call.apply(generation.backend());
        } finally {
            generation.release();
        }
    }

    @Override
    protected <T extends AutoCloseable> T forwardOpen(Function<? super FileBackend, ? extends T> call) {
        LeasedSession session = inside.current();
        if (session != null) {
            return call.apply(session);
        }
        Lease lease = null;
        Generation generation = vault.lease();
        try {
            T opened = call.apply(generation.backend());
            lease = vault.keep(generation);
            return hold(opened, lease);
        } finally {
            if (lease == null) {
                generation.release();
            }
        }
    }

    /** Makes a call that takes its time and runs code of the caller's, which may use this or another vault. */
    private FileInfo forwardLong(Function<? super FileBackend, FileInfo> call) {
        LeasedSession session = inside.current();
        if (session != null) {
            return call.apply(session);
        }
        Lease lease = vault.keep(vault.lease());
        try {
            return call.apply(lease.backend());
        } finally {
            lease.run();
        }
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        return forwardLong(backend -> backend.create(path, content, options));
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        return forwardLong(backend -> backend.update(path, content, options));
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        return forwardLong(backend -> backend.append(path, content, options));
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        return forwardLong(backend -> backend.write(path, content, options));
    }

    @Override
    public Session openSession(Duration timeout) {
        LeasedSession session = inside.current();
        return session != null
                ? session.openSession(timeout)
                : LeasedSession.open(vault.keep(vault.lease()), inside, backend -> backend.openSession(timeout));
    }

    /** Ties a lease to what was opened, if it is of a kind that stays open; otherwise gives it back. */
    @SuppressWarnings("unchecked") // each branch returns the kind of thing that it was given
    static <T> T hold(T opened, Lease lease) {
        if (opened instanceof InputStream stream) {
            return (T) new LeasedInputStream(stream, lease);
        }
        if (opened instanceof Stream<?> stream) {
            return (T) stream.onClose(lease);
        }
        if (opened instanceof WriteHandle handle) {
            return (T) new LeasedWriteHandle(handle, lease);
        }
        lease.run();
        return opened;
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        try {
            boolean there = type.isInterface() && forward(backend -> backend.as(type).isPresent());
            return there ? Optional.of(LeasedExtension.of(type, vault, inside)) : Optional.empty();
        } catch (FileBackendException e) {
            throw e.during("as");
        }
    }

    /** Each of its operations has a lease of its own, also where it has to be waited for. */
    @Override
    public AsyncFileBackend async() {
        return async;
    }

    /** Does nothing: the registry owns what is behind the vault. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "vault '" + vault.name() + "'";
    }
}
