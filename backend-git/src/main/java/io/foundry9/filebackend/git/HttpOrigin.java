package io.foundry9.filebackend.git;

import java.net.URL;
import java.util.Locale;
import org.eclipse.jgit.transport.URIish;

/** A server, as far as credentials are concerned: another port is another server. */
record HttpOrigin(String scheme, String host, int port) {

    static HttpOrigin of(URIish url) {
        return of(url.getScheme(), url.getHost(), url.getPort());
    }

    static HttpOrigin of(URL url) {
        return of(url.getProtocol(), url.getHost(), url.getPort());
    }

    private static HttpOrigin of(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        int usual = lower.equals("https") ? 443 : 80;
        return new HttpOrigin(lower, host.toLowerCase(Locale.ROOT), port > 0 ? port : usual);
    }
}
