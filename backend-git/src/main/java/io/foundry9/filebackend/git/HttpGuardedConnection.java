package io.foundry9.filebackend.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.security.SecureRandom;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * A connection whose trust is settled already, and which tells the password to nobody but the configured server: JGit goes
 * on sending it when a redirect leads to another port of the same host.
 */
final class HttpGuardedConnection extends JDKHttpConnection {

    private static final int MOST_TO_SKIP = 65_536;

    private final HttpURLConnection connection;
    private final HttpVisit visit;

    HttpGuardedConnection(HttpURLConnection connection, Proxy proxy, HttpVisit visit) throws IOException {
        super(HttpHandler.leadingTo(connection), proxy);
        this.connection = connection;
        this.visit = visit;
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (!key.equalsIgnoreCase("Authorization") || visit.mayKnowCredentials(getURL())) {
            super.setRequestProperty(key, value);
        }
    }

    @Override
    public int getResponseCode() throws IOException {
        int code = super.getResponseCode();
        visit.answered(getURL(), code);
        if (code == HTTP_UNAUTHORIZED) {
            skipAnswer();
        }
        return code;
    }

    /** Nobody reads it, but only after it was read does the JVM send the next request over the same connection. */
    private void skipAnswer() throws IOException {
        try (InputStream answer = connection.getErrorStream()) {
            if (answer != null) {
                answer.readNBytes(MOST_TO_SKIP);
            }
        }
    }

    /** JGit would trust everybody where a configuration says {@code http.sslVerify=false}: that is what {@code ca} is for. */
    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        // settled
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        // settled
    }
}
