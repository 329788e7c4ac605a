package io.foundry9.filebackend.git;

import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** One fetch or push by http: makes its connections and remembers what the server has answered last. */
final class HttpVisit implements RemoteVisit, HttpConnectionFactory {

    private final Access access;
    private final RemotePlace place;
    private final HttpOrigin origin;
    private final Optional<SSLSocketFactory> trusted;
    private final Authenticator proxies;
    private boolean elsewhere;
    private int status;

    HttpVisit(Access access, Optional<SSLSocketFactory> trusted, Authenticator proxies) {
        this.access = access;
        this.place = RemotePlace.of(access);
        this.origin = HttpOrigin.of(access.url());
        this.trusted = trusted;
        this.proxies = proxies;
    }

    @Override
    public void prepare(Transport transport) {
        transport.setCredentialsProvider(new HttpCredentials(access));
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(this);
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        status = 0;
        if (!(url.openConnection(proxy) instanceof HttpURLConnection connection)) {
            throw new MalformedURLException("no address of a web server");
        }
        settle(connection);
        return new HttpGuardedConnection(connection, proxy, this);
    }

    /**
     * JGit can set up a connection too, but with a new socket factory for each request, and the JVM keeps a connection open
     * only for the same one.
     */
    private void settle(HttpURLConnection connection) {
        connection.setAuthenticator(proxies);
        if (connection instanceof HttpsURLConnection https) {
            trusted.ifPresent(https::setSSLSocketFactory);
        }
    }

    boolean mayKnowCredentials(URL url) {
        return origin.equals(HttpOrigin.of(url));
    }

    void answered(URL url, int code) {
        elsewhere = !mayKnowCredentials(url);
        status = code;
    }

    @Override
    public Optional<FileBackendException> explain(Throwable failure) {
        List<Throwable> chain = RemoteFailures.chain(failure);
        return HttpTrust.explain(chain, place).or(this::byStatus);
    }

    private Optional<FileBackendException> byStatus() {
        return Optional.ofNullable(switch (status) {
            case 401 -> new AuthenticationException("", unauthorized());
            case 403 -> new AuthenticationException("", place + " does not allow this (403) "
                    + (hasCredentials() ? "for the given credentials: ask for the right to it, or use others"
                            : "without credentials: give a username and a password or token"));
            case 404, 410 -> unavailable("there is no such repository at " + place + ", or none that may be seen "
                    + (hasCredentials() ? "with these credentials" : "without credentials") + ": check the address",
                    false);
            case 407 -> new AuthenticationException("", "the proxy wants credentials that the JVM does not have");
            case 413 -> unavailable(place
                    + " does not take so much at a time (413): push in smaller steps, or ask its owner for a larger limit",
                    false);
            case 429 -> unavailable(place + " is asked too often (429): try again later", true);
            default -> status < 400 ? null : error();
        });
    }

    private String unauthorized() {
        if (!hasCredentials()) {
            return place + " wants credentials, and none were given: give a username and a password or token";
        }
        if (elsewhere) {
            return place + " leads to another server, which is not told the credentials: give the address of that one";
        }
        return place + " does not accept the credentials that were given: check username and password or token";
    }

    private FileBackendException error() {
        boolean isItsOwn = status >= 500;
        return unavailable(place + " answers with an error (" + status + "): "
                + (isItsOwn ? "try again later" : "check the address"), isItsOwn);
    }

    private static FileBackendException unavailable(String problem, boolean retryable) {
        return new BackendUnavailableException("", problem, retryable);
    }

    private boolean hasCredentials() {
        return access.password().isPresent();
    }
}
