package io.foundry9.filebackend.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.git.GitLocationResolver;
import org.apache.sshd.git.pack.GitPackCommandFactory;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/**
 * Serves a folder of bare repositories by ssh on the loopback address, to those whose key it was told. Where a choice does not
 * matter to a client it is the one that costs Java least.
 */
final class SshServerOfTests implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger logins = new AtomicInteger();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private KeyPair hostKey;

    SshServerOfTests(Path repositories) throws IOException, GeneralSecurityException {
        hostKey = newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        server.setHost("127.0.0.1");
        server.setKeyExchangeFactories(List.of(ServerBuilder.DH2KEX.apply(BuiltinDHFactories.curve25519)));
        server.setKeyPairProvider(session -> Set.of(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> isAllowed(user, key));
        server.setCommandFactory(new GitPackCommandFactory(GitLocationResolver.constantPath(repositories)));
        server.start();
    }

    private boolean isAllowed(String user, PublicKey key) {
        users.add(user);
        if (allowed.contains(KeyUtils.getFingerPrint(key))) {
            logins.incrementAndGet();
            return true;
        }
        return false;
    }

    int port() {
        return server.getPort();
    }

    String url(String repository) {
        return "ssh://127.0.0.1:" + port() + "/" + repository;
    }

    /** How often a right key was shown; a client shows it twice for one login. */
    int logins() {
        return logins.get();
    }

    Set<String> users() {
        return users;
    }

    String hostFingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    void changeHostKey() throws GeneralSecurityException {
        hostKey = newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    }

    /** Writes the file by which a client knows the host on a port: that of the server, or of a proxy before it. */
    Path knownHosts(Path file, int port) throws IOException {
        return Files.writeString(file,
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n");
    }

    void allow(KeyPair key) {
        allowed.add(KeyUtils.getFingerPrint(key.getPublic()));
    }

    static KeyPair newKey(String type, int size) throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(type, size);
    }

    /**
     * Writes a private key as OpenSSH does.
     *
     * @param passphrase {@code null} for a plain one
     */
    static Path write(KeyPair key, Path file, String passphrase) throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherName("AES");
            encryption.setCipherMode("CTR");
            encryption.setCipherType("256");
            encryption.setKdfRounds(1);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
