package io.foundry9.filebackend.git;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.BasePackPushConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TcpTransport;
import org.eclipse.jgit.transport.URIish;

/**
 * The protocol {@code git}, as JGit speaks it, but with a time limit that works: JGit's own waits for ever for a server that
 * falls silent, because an interrupt does not end a read from a socket. Belongs to one thread.
 */
final class TransportGitSocket extends TcpTransport implements PackTransport {

    private static final System.Logger LOG = System.getLogger(TransportGitSocket.class.getName());
    private static final int USUAL_PORT = 9418;

    TransportGitSocket(Repository local, URIish url) {
        super(local, url);
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return openFetch(List.of());
    }

    @Override
    public FetchConnection openFetch(Collection<RefSpec> specs, String... others) throws TransportException {
        Socket socket = connect();
        return closingOnFailure(socket, () -> new Fetch(this, socket, specs, others));
    }

    @Override
    public PushConnection openPush() throws TransportException {
        Socket socket = connect();
        return closingOnFailure(socket, () -> new Push(this, socket));
    }

    @Override
    public void close() {
        // each connection closes its own socket
    }

    private int port() {
        return uri.getPort() > 0 ? uri.getPort() : USUAL_PORT;
    }

    private Socket connect() throws TransportException {
        Socket socket = new Socket();
        return closingOnFailure(socket, () -> {
            int millis = (int) Math.min(getTimeout() * 1000L, Integer.MAX_VALUE);
            socket.connect(new InetSocketAddress(InetAddress.getByName(uri.getHost()), port()), millis);
            socket.setSoTimeout(millis);
            return socket;
        });
    }

    private <T> T closingOnFailure(Closeable resource, Opening<T> opening) throws TransportException {
        boolean opened = false;
        try {
            T result = opening.open();
            opened = true;
            return result;
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(uri, e.getMessage(), e);
        } finally {
            if (!opened) {
                closeQuietly(resource);
            }
        }
    }

    /** What a socket has to say while it is closed interests nobody: what was sent has been answered, or has failed. */
    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a socket to a git server could not be closed", e);
        }
    }

    private void ask(PacketLineOut out, String service, String more) throws IOException {
        String host = uri.getHost() + (port() == USUAL_PORT ? "" : ":" + port());
        out.writeString(service + " " + uri.getPath() + "\0host=" + host + "\0" + more);
        out.flush();
    }

    /** Opens something that talks over the network. */
    private interface Opening<T> {

        T open() throws IOException;
    }

    private static final class Fetch extends BasePackFetchConnection {

        private final Socket socket;

        Fetch(TransportGitSocket transport, Socket socket, Collection<RefSpec> specs, String... others)
                throws IOException {
            super(transport);
            this.socket = socket;
            init(new BufferedInputStream(socket.getInputStream()), new BufferedOutputStream(socket.getOutputStream()));
            transport.ask(pckOut, "git-upload-pack", "\0version=2\0");
            if (!readAdvertisedRefs()) {
                lsRefs(specs, others);
            }
        }

        @Override
        public void close() {
            super.close();
            closeQuietly(socket);
        }
    }

    private static final class Push extends BasePackPushConnection {

        private final Socket socket;

        Push(TransportGitSocket transport, Socket socket) throws IOException {
            super(transport);
            this.socket = socket;
            init(new BufferedInputStream(socket.getInputStream()), new BufferedOutputStream(socket.getOutputStream()));
            transport.ask(pckOut, "git-receive-pack", "");
            readAdvertisedRefs();
        }

        @Override
        public void close() {
            super.close();
            closeQuietly(socket);
        }
    }
}
