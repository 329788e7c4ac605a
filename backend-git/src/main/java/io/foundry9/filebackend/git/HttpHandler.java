package io.foundry9.filebackend.git;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Hands out a connection that was opened before: the only way to set up one of JGit's other than JGit does. */
final class HttpHandler extends URLStreamHandler {

    private final HttpURLConnection connection;

    private HttpHandler(HttpURLConnection connection) {
        this.connection = connection;
    }

    /** An address that opens a certain connection. */
    static URL leadingTo(HttpURLConnection connection) throws MalformedURLException {
        return new URL(null, connection.getURL().toExternalForm(), new HttpHandler(connection));
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
        return connection;
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
        return connection;
    }
}
