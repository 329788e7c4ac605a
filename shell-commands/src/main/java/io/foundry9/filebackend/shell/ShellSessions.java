package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.felix.service.command.CommandSession;

/**
 * The sessions on vaults that were begun in shells and are still open: of each console at most one on a vault. Whatever a
 * console does on that vault goes through it. One whose console is gone is rolled back when anybody looks. Safe for use by
 * many threads.
 */
final class ShellSessions implements AutoCloseable {

    private final Set<Begun> all = ConcurrentHashMap.newKeySet();

    /** One session; it holds its console weakly, for a console that ends tells nobody. */
    static final class Begun {
        private final String vault;
        private final Session session;
        private final Instant since = Instant.now();
        private final WeakReference<CommandSession> console;
        private volatile boolean ofScript;

        private Begun(String vault, Session session, CommandSession console) {
            this.vault = vault;
            this.session = session;
            this.console = new WeakReference<>(console);
        }

        String vault() {
            return vault;
        }

        Session session() {
            return session;
        }

        Instant since() {
            return since;
        }

        /** Makes it one that ends with a script, and not within it. */
        Begun forScript() {
            ofScript = true;
            return this;
        }

        boolean isOfScript() {
            return ofScript;
        }

        boolean isOf(CommandSession asking) {
            return console.refersTo(asking);
        }
    }

    /** @param timeout {@code null} waits for ever */
    Begun begin(CommandSession console, String vault, FileBackend backend, Duration timeout) {
        Begun begun = new Begun(vault, openDetached(backend, timeout), console);
        all.add(begun);
        return begun;
    }

    /**
     * Opens a session on a thread that ends with that: the shell runs its commands on threads that others use as well, and
     * none of them is to be inside.
     */
    private static Session openDetached(FileBackend backend, Duration timeout) {
        FutureTask<Session> opening = new FutureTask<>(() -> backend.openSession(timeout));
        Thread thread = new Thread(null, opening, "vault:session", 0, false);
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                Session session = opening.get();
                if (interrupted) {
                    session.rollback();
                    throw new StorageException(Kind.INTERRUPTED, "", "interrupted while waiting for the session", null);
                }
                return session;
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) e.getCause();
            }
        }
    }

    /** That of a console on a vault. */
    Optional<Begun> find(CommandSession console, String vault) {
        return all().stream().filter(begun -> begun.isOf(console) && begun.vault().equals(vault)).findAny();
    }

    /** Those of a console. */
    List<Begun> of(CommandSession console) {
        return all().stream().filter(begun -> begun.isOf(console)).toList();
    }

    /** Those of all consoles, after the ones whose console is gone were rolled back. */
    List<Begun> all() {
        for (Begun begun : all) {
            if (begun.isOf(null)) {
                rollBack(begun);
            }
        }
        return all.stream().sorted(Comparator.comparing(Begun::vault).thenComparing(Begun::since)).toList();
    }

    /** @throws StorageException it was taken away */
    CommitResult commit(Begun begun) {
        if (!all.remove(begun)) {
            throw new StorageException(Kind.CLOSED, "", "the session was rolled back by another shell", null);
        }
        return begun.session().commit();
    }

    /** Whether it has not been ended, or taken away by another shell. */
    boolean isOpen(Begun begun) {
        return all.contains(begun);
    }

    void rollBack(Begun begun) {
        all.remove(begun);
        begun.session().rollback();
    }

    /** Rolls back whatever is open. */
    @Override
    public void close() {
        all.forEach(this::rollBack);
    }
}
