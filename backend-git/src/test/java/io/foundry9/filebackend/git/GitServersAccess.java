package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Secret;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/** Builds an {@link Access} for a test. */
record GitServersAccess(String url, String username, String password, Path key, String passphrase, Path knownHosts,
        Path ca,
        Duration timeout) {

    static GitServersAccess to(String url) {
        return new GitServersAccess(url, null, null, null, null, null, null, Duration.ofSeconds(10));
    }

    GitServersAccess login(String name, String word) {
        return new GitServersAccess(url, name, word, key, passphrase, knownHosts, ca, timeout);
    }

    GitServersAccess key(Path file) {
        return new GitServersAccess(url, username, password, file, passphrase, knownHosts, ca, timeout);
    }

    GitServersAccess passphrase(String phrase) {
        return new GitServersAccess(url, username, password, key, phrase, knownHosts, ca, timeout);
    }

    GitServersAccess knownHosts(Path file) {
        return new GitServersAccess(url, username, password, key, passphrase, file, ca, timeout);
    }

    GitServersAccess ca(Path pem) {
        return new GitServersAccess(url, username, password, key, passphrase, knownHosts, pem, timeout);
    }

    GitServersAccess timeout(Duration silence) {
        return new GitServersAccess(url, username, password, key, passphrase, knownHosts, ca, silence);
    }

    GitServersAccess at(String address) {
        return new GitServersAccess(address, username, password, key, passphrase, knownHosts, ca, timeout);
    }

    Remote remote() {
        try {
            return JGitRemote.of(new Access(new URIish(url), Optional.ofNullable(username), secret(password),
                    Optional.ofNullable(key), secret(passphrase), Optional.ofNullable(knownHosts),
                    Optional.ofNullable(ca),
                    timeout));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Optional<Secret> secret(String value) {
        return Optional.ofNullable(value).map(Secret::of);
    }
}
