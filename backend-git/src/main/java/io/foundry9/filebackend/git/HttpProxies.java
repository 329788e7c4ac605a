package io.foundry9.filebackend.git;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** Lets the JVM's own authenticator answer for proxies, but never for a repository: it may ask somebody, or know a password. */
final class HttpProxies extends Authenticator {

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
        Authenticator usual = Authenticator.getDefault();
        if (usual == null || getRequestorType() != RequestorType.PROXY) {
            return null;
        }
        return requestPasswordAuthentication(usual, getRequestingHost(), getRequestingSite(), getRequestingPort(),
                getRequestingProtocol(), getRequestingPrompt(), getRequestingScheme(), getRequestingURL(),
                getRequestorType());
    }
}
