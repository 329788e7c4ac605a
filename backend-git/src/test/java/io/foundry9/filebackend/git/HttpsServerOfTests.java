package io.foundry9.filebackend.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import org.eclipse.jgit.transport.ReceivePack;

/** Serves a folder of bare repositories by http or https on the loopback address, with what rules a test likes. */
final class HttpsServerOfTests implements AutoCloseable {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = quiet("org.eclipse.jetty", "org.eclipse.jgit.http.server");

    private final Server server = new Server();
    private final ServerConnector connector;
    private final boolean secure;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Consumer<ReceivePack> rules = pack -> {};
    private volatile String login;
    private volatile int failure;
    private volatile String redirect;
    private volatile String site;

    private HttpsServerOfTests(CertificateOfTests certificate) {
        secure = certificate != null;
        connector = secure ? secure(certificate) : new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
    }

    private HttpsServerOfTests start(HttpServlet servlet) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(servlet), "/*");
        server.setHandler(new Gate(context));
        server.start();
        return this;
    }

    private static List<Logger> quiet(String... names) {
        List<Logger> loggers = Stream.of(names).map(Logger::getLogger).toList();
        loggers.forEach(logger -> logger.setLevel(Level.OFF));
        return loggers;
    }

    static HttpsServerOfTests plain(Path repositories) throws Exception {
        HttpsServerOfTests made = new HttpsServerOfTests(null);
        return made.start(made.servlet(repositories));
    }

    static HttpsServerOfTests secure(Path repositories, CertificateOfTests certificate) throws Exception {
        HttpsServerOfTests made = new HttpsServerOfTests(certificate);
        return made.start(made.servlet(repositories));
    }

    /** Stands before something else than JGit's part for servers, which makes the rules of each push itself. */
    static HttpsServerOfTests before(HttpServlet servlet, CertificateOfTests certificate) throws Exception {
        return new HttpsServerOfTests(certificate).start(servlet);
    }

    private ServerConnector secure(CertificateOfTests certificate) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(certificate.keyStore().toString());
        ssl.setKeyStorePassword(CertificateOfTests.PASSWORD);
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
    }

    private GitServlet servlet(Path repositories) {
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> {
            Path folder = repositories.resolve(name);
            if (!Files.isDirectory(folder)) {
                throw new RepositoryNotFoundException(name);
            }
            try {
                return new FileRepositoryBuilder().setGitDir(folder.toFile()).build();
            } catch (IOException e) {
                throw new RepositoryNotFoundException(name, e);
            }
        });
        servlet.setReceivePackFactory((request, repository) -> {
            ReceivePack pack = new ReceivePack(repository);
            rules.accept(pack);
            return pack;
        });
        return servlet;
    }

    int port() {
        return connector.getLocalPort();
    }

    String url(String repository) {
        return url(repository, port());
    }

    /** With the port of a proxy before it. */
    String url(String repository, int port) {
        return (secure ? "https" : "http") + "://127.0.0.1:" + port + "/" + repository;
    }

    /** Lets nobody in but a user with a password, by the basic way. */
    void require(String user, String password) {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Lets everybody in. */
    void requireNobody() {
        login = null;
    }

    /** Answers all requests with an error. */
    void fail(int status) {
        failure = status;
    }

    /** Sends everybody elsewhere, once he is let in. */
    void redirectTo(String base) {
        redirect = base;
    }

    /** Answers all requests with a text, as any web site. */
    void say(String text) {
        site = text;
    }

    /** Applies rules to each push. */
    void rules(Consumer<ReceivePack> each) {
        rules = each;
    }

    /** Declines every change of a ref, as a hook does. */
    void decline(String reason, String message) {
        rules(pack -> pack.setPreReceiveHook((receive, commands) -> {
            receive.sendMessage(message);
            for (ReceiveCommand command : commands) {
                command.setResult(Result.REJECTED_OTHER_REASON, reason);
            }
        }));
    }

    /** Fails to store what is sent. */
    void failToUnpack(String reason) {
        rules(pack -> pack.setObjectChecker(new ObjectChecker() {

            @Override
            public void check(AnyObjectId id, int type, byte[] raw) throws CorruptObjectException {
                throw new CorruptObjectException(reason);
            }
        }));
    }

    List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /** Stands before the servlet. */
    private final class Gate extends Handler.Wrapper {

        Gate(Handler handler) {
            super(handler);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            requests.add(request.getMethod() + " " + request.getHttpURI().getPathQuery());
            String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            if (shown != null) {
                authorizations.add(shown);
            }
            if (failure != 0) {
                Response.writeError(request, response, callback, failure);
                return true;
            }
            if (login != null && !login.equals(shown)) {
                response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"git\"");
                Response.writeError(request, response, callback, 401);
                return true;
            }
            if (site != null) {
                Content.Sink.write(response, true, site, callback);
                return true;
            }
            if (redirect != null) {
                Response.sendRedirect(request, response, callback, redirect + request.getHttpURI().getPathQuery());
                return true;
            }
            return super.handle(request, response, callback);
        }
    }
}
