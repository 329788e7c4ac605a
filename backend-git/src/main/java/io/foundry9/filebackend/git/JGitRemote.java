package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;

/**
 * The remote repository as JGit reaches it. Each transport is given what it needs by itself: nothing is taken from JGit's
 * static settings, from {@code ~/.ssh/config} or from {@code url.….insteadOf}, and nothing is set there. Immutable, but for
 * being closed.
 */
final class JGitRemote implements Remote {

    private final Access access;
    private final RemoteWay way;
    private final RemotePlace place;
    private final RemoteWords words;
    private volatile boolean closed;

    private JGitRemote(Access access, RemoteWay way) {
        this.access = access;
        this.way = way;
        this.place = RemotePlace.of(access);
        this.words = new RemoteWords(access, HttpCredentials.username(access));
    }

    /**
     * A remote that is not asked before it is used.
     *
     * @throws BackendUnavailableException the parts that ssh needs are not installed
     */
    static Remote of(Access access) {
        return new JGitRemote(access, way(access));
    }

    private static RemoteWay way(Access access) {
        return switch (access.url().getScheme()) {
            case "ssh" -> ssh(access);
            case "http", "https" -> new HttpWay(access);
            default -> RemoteWay.PLAIN;
        };
    }

    private static RemoteWay ssh(Access access) {
        try {
            return new SshWay(access);
        } catch (NoClassDefFoundError e) {
            throw new BackendUnavailableException("",
                    "ssh needs filebackend-jgit-ssh in OSGi, else org.eclipse.jgit.ssh.apache with sshd-osgi, "
                            + "sshd-sftp and bcprov, which are not installed here: install them, or use https",
                    false);
        }
    }

    @Override
    public String display() {
        return access.url().toString();
    }

    @Override
    public Fetched fetch(Repository repository, String branch, OptionalInt depth) throws IOException {
        return visit(repository,
                (transport, progress) -> new RemoteFetch(transport, repository, branch, progress).run(depth));
    }

    @Override
    public Pushed push(Repository repository, String branch, ObjectId commit, List<String> tags) throws IOException {
        return visit(repository, (transport, progress) -> {
            RemoteCheckout.requireNone(access.url(), branch);
            return new RemotePush(transport, repository, place, words).run(branch, commit, tags, progress);
        });
    }

    private <T> T visit(Repository repository, Use<T> use) throws IOException {
        if (closed) {
            throw new StorageException(Kind.CLOSED, "", "the remote is closed", null);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw RemoteFailures.interrupted();
        }
        RemoteProgress progress = new RemoteProgress();
        try (RemoteVisit visit = way.visit()) {
            return visit(visit, repository, use, progress);
        } finally {
            if (progress.sawInterrupt()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T visit(RemoteVisit visit, Repository repository, Use<T> use, RemoteProgress progress) {
        try (Transport transport = open(repository)) {
            transport.setTimeout(timeoutSeconds());
            visit.prepare(transport);
            return use.with(transport, progress);
        } catch (FileBackendException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw explain(visit, e, progress);
        }
    }

    private Transport open(Repository repository) throws IOException {
        return "git".equals(access.url().getScheme()) ? new TransportGitSocket(repository, access.url())
                : Transport.open(repository, access.url());
    }

    private FileBackendException explain(RemoteVisit visit, Exception failure, RemoteProgress progress) {
        List<Throwable> chain = RemoteFailures.chain(failure);
        boolean isInterrupt = RemoteFailures.find(chain, InterruptedException.class).isPresent()
                || RemoteFailures.find(chain, InterruptedIOException.class).isPresent();
        if (progress.sawInterrupt() || isInterrupt && progress.wasInterrupted(timeoutSeconds())) {
            return RemoteFailures.interrupted();
        }
        Optional<FileBackendException> known = visit.explain(failure);
        return known.orElseGet(() -> new RemoteFailures(place, words).explain(failure));
    }

    private int timeoutSeconds() {
        return (int) Math.min(Math.max(1, access.timeout().toSeconds()), Integer.MAX_VALUE / 1000);
    }

    @Override
    public void close() {
        closed = true;
        way.close();
    }

    /** What a visit is for. */
    private interface Use<T> {

        T with(Transport transport, RemoteProgress progress) throws IOException;
    }
}
