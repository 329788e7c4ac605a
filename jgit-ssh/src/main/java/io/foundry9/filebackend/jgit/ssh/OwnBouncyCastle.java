package io.foundry9.filebackend.jgit.ssh;

import java.security.Provider;
import org.apache.sshd.common.util.security.bouncycastle.BouncyCastleSecurityProviderRegistrar;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The Bouncy Castle beside this class, whichever the JVM has by that name: keys of another one are of other classes. It is
 * not made known to the JVM. Its monitor guards the one instance.
 */
public final class OwnBouncyCastle extends BouncyCastleSecurityProviderRegistrar {

    private Provider provider;

    @Override
    public boolean isNamedProviderUsed() {
        return false;
    }

    @Override
    public synchronized Provider getSecurityProvider() {
        if (provider == null) {
            provider = new BouncyCastleProvider();
        }
        return provider;
    }
}
