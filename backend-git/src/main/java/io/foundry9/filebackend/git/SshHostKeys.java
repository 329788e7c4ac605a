package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.FileBackendException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * Which host keys are accepted: those in the file of known hosts, nothing else, and the file is never written. Remembers the
 * key that was refused last, for the message; all visits go to the same host. Safe for use by many threads.
 */
final class SshHostKeys implements ServerKeyDatabase {

    private final ServerKeyDatabase known;
    private final Access access;
    private final RemotePlace place;
    private volatile Refusal last;

    SshHostKeys(ServerKeyDatabase known, Access access) {
        this.known = known;
        this.access = access;
        this.place = RemotePlace.of(access);
    }

    static Path file(Access access) {
        return access.knownHosts().orElseGet(() -> SshKeys.usualDirectory().resolve("known_hosts"));
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration settings) {
        return known.lookup(address, remote, settings);
    }

    /** Without the provider: it is for asking somebody. */
    @Override
    public boolean accept(String address, InetSocketAddress remote, PublicKey key, Configuration settings,
            CredentialsProvider provider) {
        boolean accepted = known.accept(address, remote, key, settings, null);
        if (!accepted) {
            last = new Refusal(key, !known.lookup(address, remote, settings).isEmpty());
        }
        return accepted;
    }

    /** Why the host was refused. */
    FileBackendException explain() {
        Refusal refusal = last;
        if (refusal == null) {
            return new AuthenticationException("", "the key of the host " + place + " cannot be verified");
        }
        return new AuthenticationException("", refusal.isChange() ? changed(refusal) : unknown(refusal));
    }

    private String changed(Refusal refusal) {
        return "THE KEY OF THE HOST " + place + " HAS CHANGED: it now shows " + refusal.describe()
                + ", which is not the key in "
                + fileName() + ". Somebody may be listening in. Ask who runs the host whether its key was changed; "
                + "only then replace the old one in that file";
    }

    private String unknown(Refusal refusal) {
        String missing = Files.exists(file(access)) ? "" : ", which does not exist";
        return "the host " + place + " is not known: it shows " + refusal.describe() + ", and no key of it is in "
                + fileName()
                + missing
                + ". Compare that fingerprint with the one that who runs the host tells you; if they are the same, "
                + "add the key: ssh-keyscan -p " + place.port() + " " + place.host() + " >> FILE";
    }

    private String fileName() {
        return access.knownHosts().isPresent() ? "the file that 'known_hosts' names" : "~/.ssh/known_hosts";
    }

    /**
     * A key that was refused.
     *
     * @param isChange whether others are known for the host
     */
    private record Refusal(PublicKey key, boolean isChange) {

        String describe() {
            return "a key of type " + KeyUtils.getKeyType(key) + " with the fingerprint "
                    + KeyUtils.getFingerPrint(key);
        }
    }
}
