package io.foundry9.filebackend.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;

/** An ssh server of this machine that lets one key in and runs what it is asked to; the owner closes it. */
final class SshHost implements AutoCloseable {
    private final Path folder;
    private final KeyPair key;
    private final SshServer server;

    private SshHost(Path folder, KeyPair key, SshServer server) {
        this.folder = folder;
        this.key = key;
        this.server = server;
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
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair hostKey = generator.generateKeyPair();
        KeyPair userKey = generator.generateKeyPair();
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
        return new SshHost(folder, hostKey, server);
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
    }
}
