package io.foundry9.filebackend.git;

import java.io.File;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.DefaultProxyDataFactory;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.io.InterruptTimer;

/**
 * Makes the ssh sessions of one remote. Everything that JGit would look for in the user's home is given, so nothing is read
 * there but a list of known hosts and keys, and nothing is written. Safe for use by many threads.
 */
final class SshSessions extends SshdSessionFactory {

    /** Nothing is there, and nothing is looked for: it only has to be given. */
    private static final File NOWHERE = new File("nowhere").getAbsoluteFile();

    private final Access access;
    private final SshKeys keys;
    private final SshHostKeys hostKeys;

    SshSessions(Access access, SshKeys keys) {
        super(null, new DefaultProxyDataFactory());
        this.access = access;
        this.keys = keys;
        setHomeDirectory(NOWHERE);
        setSshDirectory(NOWHERE);
        this.hostKeys = new SshHostKeys(super.createServerKeyDatabase(NOWHERE, NOWHERE), access);
    }

    SshHostKeys hostKeys() {
        return hostKeys;
    }

    /** Guards the whole of it by time: JGit does so for the connection, but lets a server hesitate for minutes after. */
    @Override
    public SshdSession getSession(URIish uri, CredentialsProvider provider, FS fs, int timeoutMillis)
            throws TransportException {
        long begin = System.nanoTime();
        InterruptTimer timer = new InterruptTimer("f9-ssh-timer");
        try {
            timer.begin(timeoutMillis);
            return super.getSession(uri.getUser() == null ? uri.setUser("git") : uri, provider, fs, timeoutMillis);
        } catch (TransportException e) {
            if (RemoteProgress.isOver(begin, timeoutMillis)) {
                throw new TransportException(uri, "timeout", new SocketTimeoutException());
            }
            throw e;
        } finally {
            timer.end();
            timer.terminate();
        }
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(File home, File directory) {
        return hostKeys;
    }

    @Override
    protected List<Path> getDefaultKnownHostsFiles(File directory) {
        return List.of(SshHostKeys.file(access));
    }

    @Override
    protected Iterable<KeyPair> getDefaultKeys(File directory) {
        return keys.load();
    }

    @Override
    protected File getSshConfig(File directory) {
        return null;
    }

    @Override
    protected SshConfigStore createSshConfigStore(File home, File file, String user) {
        return SshSettings.STORE;
    }

    /** No agent is asked. */
    @Override
    protected ConnectorFactory getConnectorFactory() {
        return null;
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }

    /** Keys are decrypted before, and nobody is there to be asked. */
    @Override
    protected KeyPasswordProvider createKeyPasswordProvider(CredentialsProvider provider) {
        return new KeyPasswordProvider() {

            @Override
            public char[] getPassphrase(URIish uri, int attempt) {
                return null;
            }

            @Override
            public void setAttempts(int maxNumberOfAttempts) {
                // there is none
            }

            @Override
            public boolean keyLoaded(URIish uri, int attempt, Exception error) {
                return false;
            }
        };
    }
}
