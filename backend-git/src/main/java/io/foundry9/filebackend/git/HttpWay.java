package io.foundry9.filebackend.git;

import java.net.Authenticator;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** The way to a remote by http or https. The certificates to trust are read once, so that connections can be kept. */
final class HttpWay implements RemoteWay {

    private final Access access;
    private final Authenticator proxies = new HttpProxies();
    private volatile SSLSocketFactory trusted;

    HttpWay(Access access) {
        this.access = access;
    }

    @Override
    public RemoteVisit visit() {
        return new HttpVisit(access, trusted(), proxies);
    }

    /** Not read before it is needed: a certificate that is not there yet is no reason not to open a vault. */
    private Optional<SSLSocketFactory> trusted() {
        if (trusted == null && access.ca().isPresent()) {
            trusted = HttpTrust.onlyIn(access.ca().get());
        }
        return Optional.ofNullable(trusted);
    }

    @Override
    public void close() {
        // connections that are kept belong to the JVM, which closes them
    }
}
