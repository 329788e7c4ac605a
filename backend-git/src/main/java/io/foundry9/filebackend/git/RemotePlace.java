package io.foundry9.filebackend.git;

import java.time.Duration;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a remote is, for messages: host and port, but no path of this host.
 *
 * @param host empty for a repository in the file system
 * @param port -1 if there is none
 * @param timeout how long it may stay silent
 */
record RemotePlace(String host, int port, Duration timeout) {

    static RemotePlace of(Access access) {
        URIish url = access.url();
        String host = url.getHost() == null ? "" : url.getHost();
        return new RemotePlace(host, host.isEmpty() ? -1 : port(url), access.timeout());
    }

    private static int port(URIish url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return switch (url.getScheme()) {
            case "http" -> 80;
            case "https" -> 443;
            case "git" -> 9418;
            default -> 22;
        };
    }

    @Override
    public String toString() {
        return host.isEmpty() ? "the remote" : host + ":" + port;
    }
}
