package io.foundry9.filebackend.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/**
 * An ssh server of this machine that lets one key in and runs what it is asked to; the owner closes it. While it is there,
 * its Bouncy Castle is the one of the JVM.
 */
final class SshHost implements AutoCloseable {
    private static final String PROVIDER = SecurityUtils.BOUNCY_CASTLE;

    private final Path folder;
    private final KeyPair key;
    private final SshServer server;
    private final Optional<Provider> setAside;

    private SshHost(Path folder, KeyPair key, SshServer server, Optional<Provider> setAside) {
        this.folder = folder;
        this.key = key;
        this.server = server;
        this.setAside = setAside;
    }

    /** @param folder where the user's files lie: the private key, and the hosts that are known, at first none */
    static SshHost start(Path folder) throws IOException, GeneralSecurityException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SshServer.class.getClassLoader()); // by which the server finds its parts
        try {
            return startWithin(folder);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static SshHost startWithin(Path folder) throws IOException, GeneralSecurityException {
        Optional<Provider> setAside = Optional.ofNullable(Security.getProvider(PROVIDER));
        Security.removeProvider(PROVIDER);
        if (SecurityUtils.isBouncyCastleRegistered()) {
            Security.addProvider(SecurityUtils.getRegisteredProvider(PROVIDER).getSecurityProvider());
        }
        KeyPair hostKey = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        KeyPair userKey = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        try (OutputStream out = Files.newOutputStream(folder.resolve("key"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "user", null, out);
        }
        Files.createFile(folder.resolve("known_hosts"));
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory(ProcessShellCommandFactory.INSTANCE);
        server.start();
        return new SshHost(folder, hostKey, server, setAside);
    }

    void makeKnown() throws IOException {
        Files.writeString(folder.resolve("known_hosts"),
                "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    }

    String uri(Path repository) {
        return "git+ssh://git@127.0.0.1:" + server.getPort() + repository + "@main?ssh_key=" + folder.resolve("key")
                + "&known_hosts=" + folder.resolve("known_hosts");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
        Security.removeProvider(PROVIDER);
        setAside.ifPresent(Security::addProvider);
    }
}
