package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.login.FailedLoginException;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The private keys that are tried: the given one, or the usual ones of the user. They are read and decrypted here rather than
 * by JGit, which only logs what is wrong with a key. They are kept until a file changes. Its monitor guards what is kept.
 */
final class SshKeys {

    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final Access access;
    private List<KeyPair> keys = List.of();
    /** By which a change of the files is seen; {@code null} before they were read. */
    private String stamp;

    SshKeys(Access access) {
        this.access = access;
    }

    static Path usualDirectory() {
        return Path.of(System.getProperty("user.home"), ".ssh");
    }

    /** The keys, at least one. */
    synchronized List<KeyPair> load() {
        List<Path> files = files();
        String now = files.stream().map(SshKeys::stamp).collect(Collectors.joining(" "));
        if (!now.equals(stamp)) {
            keys = access.sshKey().isPresent() ? List.of(read(files.get(0), "the file that 'ssh_key' names"))
                    : readUsual(files);
            stamp = now;
        }
        return keys;
    }

    private List<Path> files() {
        return access.sshKey().map(List::of).orElseGet(
                () -> USUAL.stream().map(usualDirectory()::resolve).filter(Files::isRegularFile).toList());
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return file + ":" + attributes.size() + ":" + attributes.lastModifiedTime() + ":" + attributes.fileKey();
        } catch (IOException e) {
            // Reading it will say what is wrong.
            return file + ":?" + System.nanoTime();
        }
    }

    /** Those that can be used. What is wrong with one of them matters only where no other can be. */
    private List<KeyPair> readUsual(List<Path> files) {
        List<KeyPair> usable = new ArrayList<>();
        List<AuthenticationException> troubles = new ArrayList<>();
        for (Path file : files) {
            try {
                usable.add(read(file, "~/.ssh/" + file.getFileName()));
            } catch (AuthenticationException e) {
                troubles.add(e);
            }
        }
        if (!usable.isEmpty()) {
            return usable;
        }
        throw troubles.isEmpty()
                ? new AuthenticationException("", "there is no ssh key to try: name one by 'ssh_key', or make "
                        + "one of the usual names in ~/.ssh (" + String.join(", ", USUAL) + ")")
                : troubles.get(0);
    }

    private KeyPair read(Path file, String name) {
        byte[] content = content(file, name);
        try (InputStream in = new ByteArrayInputStream(content)) {
            String passphrase = access.passphrase().map(Secret::reveal).orElse(null);
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("key"), in,
                    FilePasswordProvider.of(passphrase));
            return Stream.ofNullable(found).flatMap(all -> Stream.of(all.iterator().next())).findFirst()
                    .orElseThrow(() -> trouble(name, "holds no private key"));
        } catch (FailedLoginException e) {
            throw trouble(name, "is encrypted, and no passphrase was given: give one by 'passphrase'");
        } catch (ClassCastException | UnsupportedOperationException e) {
            throw trouble(name,
                    "is of a kind that cannot be used in this JVM: bcprov is missing, or another Bouncy Castle"
                            + " has come first");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw e instanceof AuthenticationException known ? known : undecodable(name);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] content(Path file, String name) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw trouble(name, "does not exist");
        } catch (IOException e) {
            throw trouble(name, "cannot be read: check that this user may");
        }
    }

    private AuthenticationException undecodable(String name) {
        return access.passphrase().isPresent() ? trouble(name, "cannot be decrypted: is the passphrase right?")
                : trouble(name, "holds no private key of a kind that is known here");
    }

    private static AuthenticationException trouble(String name, String trouble) {
        return new AuthenticationException("", "the ssh key cannot be used: " + name + " " + trouble);
    }

    /** What it means that a host lets none of the keys in. */
    synchronized FileBackendException refused(RemotePlace place) {
        String tried =
                keys.stream().map(key -> KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key.getPublic()))
                        .collect(Collectors.joining(", "));
        String user = Objects.requireNonNullElse(access.url().getUser(), "git");
        return new AuthenticationException("", place + " does not let the user '" + user + "' in with the ssh key ("
                + tried + "): add its public half there, or use another key");
    }

    synchronized void close() {
        keys = List.of();
        stamp = null;
    }
}
