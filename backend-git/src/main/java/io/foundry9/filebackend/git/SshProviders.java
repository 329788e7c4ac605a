package io.foundry9.filebackend.git;

import java.util.ServiceLoader;
import org.apache.sshd.common.util.security.SecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The cryptography that comes along with Apache MINA, if any does, as in the bundle for ssh: it has a Bouncy Castle of its
 * own, and in such a platform may be another one before it. Safe for use by many threads.
 */
final class SshProviders {

    private SshProviders() {}

    /** Before Apache MINA looks for itself, which it does once, at its first use. */
    static synchronized void register() {
        if (!SecurityUtils.isRegistrationCompleted()) {
            ServiceLoader.load(SecurityProviderRegistrar.class, SecurityUtils.class.getClassLoader())
                    .forEach(SecurityUtils::registerSecurityProvider);
        }
    }
}
