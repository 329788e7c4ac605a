package io.foundry9.filebackend.openai.emulator;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty on 127.0.0.1, with threads that keep no JVM alive. */
final class HttpServer implements AutoCloseable {
    private static final long PATIENCE = 1000;
    /** Held on to: loggers that nobody holds forget their level. Jetty tells much about its start. */
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    private final Server server;
    private final ServerConnector connector;

    HttpServer(int port, Handler handler) throws Exception {
        if (JETTY.getLevel() == null) {
            JETTY.setLevel(Level.WARNING);
        }
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("openai-emulator");
        threads.setDaemon(true);
        threads.setStopTimeout(PATIENCE);
        server = new Server(threads);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendDateHeader(false);
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(handler);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server could not be stopped", e);
        }
    }
}
