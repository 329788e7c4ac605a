package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Secret;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialItem.Password;
import org.eclipse.jgit.transport.CredentialItem.Username;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * Tells a name and a password to the configured server alone, and but once a visit: who refuses them will do so again, and
 * may lock the account. It answers no question of other kinds, such as whether to trust a certificate. Belongs to one
 * visit.
 */
final class HttpCredentials extends CredentialsProvider {

    private final Access access;
    private final HttpOrigin origin;
    private boolean told;

    HttpCredentials(Access access) {
        this.access = access;
        this.origin = HttpOrigin.of(access.url());
    }

    /** The name that goes with a password: hosts that take a token alone do not look at it, but want one. */
    static String username(Access access) {
        return access.username().orElse("git");
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return Stream.of(items).allMatch(item -> item instanceof Username || item instanceof Password);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (told || access.password().isEmpty() || !supports(items) || !origin.equals(HttpOrigin.of(uri))) {
            return false;
        }
        told = true;
        Stream.of(items).forEach(this::fill);
        return true;
    }

    private void fill(CredentialItem item) {
        if (item instanceof Username name) {
            name.setValue(username(access));
        } else if (item instanceof Password password) {
            // JGit clears its own copy.
            password.setValue(access.password().map(Secret::reveal).orElseThrow().toCharArray());
        }
    }
}
