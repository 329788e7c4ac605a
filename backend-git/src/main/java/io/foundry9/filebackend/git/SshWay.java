package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileBackendException;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;

/**
 * The way to a remote by ssh: only with the given key, and only to a host whose key is known. All that needs the bundles for
 * ssh is named {@code Ssh…} and reached from here alone.
 */
final class SshWay implements RemoteWay {

    private final RemotePlace place;
    private final SshKeys keys;
    private final SshSessions sessions;

    SshWay(Access access) {
        SshProviders.register();
        this.place = RemotePlace.of(access);
        this.keys = new SshKeys(access);
        this.sessions = new SshSessions(access, keys);
    }

    @Override
    public RemoteVisit visit() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Apache MINA finds its own classes by it.
        thread.setContextClassLoader(SshSessions.class.getSuperclass().getClassLoader());
        Visit visit = new Visit(thread, before);
        try {
            keys.load();
            return visit;
        } catch (RuntimeException e) {
            visit.close();
            throw e;
        }
    }

    @Override
    public void close() {
        sessions.close();
        keys.close();
    }

    private final class Visit implements RemoteVisit {

        private final Thread thread;
        private final ClassLoader before;

        Visit(Thread thread, ClassLoader before) {
            this.thread = thread;
            this.before = before;
        }

        @Override
        public void prepare(Transport transport) {
            if (transport instanceof SshTransport ssh) {
                ssh.setSshSessionFactory(sessions);
            }
        }

        @Override
        public Optional<FileBackendException> explain(Throwable failure) {
            List<Throwable> chain = RemoteFailures.chain(failure);
            return RemoteFailures.find(chain, SshException.class).flatMap(e -> byCode(e.getDisconnectCode()));
        }

        private Optional<FileBackendException> byCode(int code) {
            return Optional.ofNullable(switch (code) {
                case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> sessions.hostKeys().explain();
                case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> keys.refused(place);
                default -> null;
            });
        }

        @Override
        public void close() {
            thread.setContextClassLoader(before);
        }
    }
}
