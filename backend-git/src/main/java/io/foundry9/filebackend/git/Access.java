package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a remote repository is, and how to get in. Immutable.
 *
 * @param url as it is stored in the repository's configuration and shown to people: without any secret; of the schemes
 *     {@code git}, {@code ssh}, {@code http}, {@code https} or {@code file}
 * @param username for http and https
 * @param password for http and https: a password or a token
 * @param sshKey a file with a private key; without one the usual ones of the user are tried
 * @param passphrase of that key
 * @param knownHosts a file with the keys of hosts; without one that of the user
 * @param ca a file with certificates, in PEM, that are trusted instead of those of the JVM
 * @param timeout how long the remote may stay silent
 */
record Access(
        URIish url,
        Optional<String> username,
        Optional<Secret> password,
        Optional<Path> sshKey,
        Optional<Secret> passphrase,
        Optional<Path> knownHosts,
        Optional<Path> ca,
        Duration timeout) {}
