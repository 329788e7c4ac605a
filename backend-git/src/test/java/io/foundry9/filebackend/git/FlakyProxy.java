package io.foundry9.filebackend.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands on what goes between clients and a port of this computer, until as many bytes have gone one way, over all
 * connections, as it was told: then it cuts all connections, or goes silent. After a cut, new connections work.
 */
final class FlakyProxy implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong leftUp = new AtomicLong(NEVER);
    private final AtomicLong leftDown = new AtomicLong(NEVER);
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean silence;

    FlakyProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("flaky-accept", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Cuts once so many bytes of the client have come through. */
    void cutUpAfter(long bytes) {
        leftUp.set(bytes);
    }

    /** Cuts once so many bytes of the server have come through. */
    void cutDownAfter(long bytes) {
        leftDown.set(bytes);
    }

    /** Hands on no more of what the server says after so many bytes, but lets the connections stand. */
    void silentAfter(long bytes) {
        silence = true;
        leftDown.set(bytes);
    }

    long bytesUp() {
        return up.get();
    }

    long bytesDown() {
        return down.get();
    }

    int connections() {
        return accepted.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                accepted.incrementAndGet();
                connect(client);
            }
        } catch (IOException e) {
            open.forEach(FlakyProxy::cut);
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            client.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            start("flaky-up", () -> pump(client, far, leftUp, up));
            start("flaky-down", () -> pump(far, client, leftDown, down));
        } catch (IOException e) {
            client.close();
        }
    }

    private void pump(Socket from, Socket to, AtomicLong left, AtomicLong count) {
        byte[] buffer = new byte[8192];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int allowed = (int) Math.min(read, Math.max(0, left.get()));
                if (left.get() != NEVER) {
                    left.addAndGet(-read);
                }
                if (!silent) {
                    out.write(buffer, 0, allowed);
                    count.addAndGet(allowed);
                }
                if (allowed < read && !silent) {
                    end();
                }
            }
        } catch (IOException e) {
            // one side has gone: the other is closed as well
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void end() {
        if (silence) {
            silent = true;
        } else {
            // Not those that come after: a client may try again before the last of its old connections is cut.
            List<Socket> now = List.copyOf(open);
            leftUp.set(NEVER);
            leftDown.set(NEVER);
            now.forEach(FlakyProxy::cut);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // it was closed meanwhile, which is what was wanted
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(FlakyProxy::cut);
    }
}
