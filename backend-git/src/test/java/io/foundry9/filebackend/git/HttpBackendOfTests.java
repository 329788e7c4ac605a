package io.foundry9.filebackend.git;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Has each request answered by {@code git http-backend}, as web servers do by CGI. It believes who the user says he is: that
 * is for whoever stands before it. Safe for use by many threads.
 */
final class HttpBackendOfTests extends HttpServlet {

    private final Path program;
    private final Path repositories;
    private final Set<String> codings = ConcurrentHashMap.newKeySet();

    HttpBackendOfTests(Path repositories) throws IOException {
        this.program = program();
        this.repositories = repositories;
    }

    private static Path program() throws IOException {
        Path anywhere = Path.of(System.getProperty("java.io.tmpdir"));
        return Path.of(GitFolders.gitIn(anywhere, "--exec-path").strip(), "git-http-backend");
    }

    /** Skips a test where git has come without it. */
    static void assumeThere() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(program()), "git is here without git-http-backend:"
                + " install all of git (on Debian it is in the package git)");
    }

    /** How the bodies of requests have come: {@code chunked}, or whole and {@code gzip} or {@code plain}. */
    Set<String> codings() {
        return codings;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Path answer = Files.createTempFile("cgi", ".out");
        try {
            Process process = start(request, answer);
            feed(request.getInputStream(), process.getOutputStream());
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("git http-backend hangs");
            }
            send(answer, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(answer);
        }
    }

    private Process start(HttpServletRequest request, Path answer) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString()).redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> variables = builder.environment();
        variables.put("GATEWAY_INTERFACE", "CGI/1.1");
        variables.put("GIT_PROJECT_ROOT", repositories.toString());
        variables.put("GIT_HTTP_EXPORT_ALL", "1");
        variables.put("REQUEST_METHOD", request.getMethod());
        variables.put("PATH_INFO", request.getPathInfo());
        put(variables, "QUERY_STRING", request.getQueryString());
        put(variables, "CONTENT_TYPE", request.getContentType());
        put(variables, "GIT_PROTOCOL", request.getHeader("Git-Protocol"));
        put(variables, "REMOTE_ADDR", request.getRemoteAddr());
        put(variables, "REMOTE_USER", user(request.getHeader("Authorization")));
        long length = request.getContentLengthLong();
        put(variables, "CONTENT_LENGTH", length < 0 ? null : Long.toString(length));
        for (String name : Collections.list(request.getHeaderNames())) {
            variables.put("HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), request.getHeader(name));
        }
        note(request);
        return builder.start();
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (value == null) {
            variables.remove(name);
        } else {
            variables.put(name, value);
        }
    }

    private void note(HttpServletRequest request) {
        if (request.getMethod().equals("POST")) {
            boolean isChunked = request.getContentLengthLong() < 0;
            String coding = request.getHeader("Content-Encoding");
            codings.add(isChunked ? "chunked" : coding == null ? "plain" : coding);
        }
    }

    private static String user(String authorization) {
        if (authorization == null) {
            return null;
        }
        byte[] login = Base64.getDecoder().decode(authorization.replace("Basic ", ""));
        return new String(login, StandardCharsets.UTF_8).replaceFirst(":.*", "");
    }

    private static void feed(InputStream body, OutputStream program) throws IOException {
        try (program) {
            body.transferTo(program);
        } catch (IOException e) {
            body.readAllBytes(); // it has answered without hearing all of it
        }
    }

    /** The head, each line of which is for the web server, then what is for the client. */
    private static void send(Path answer, HttpServletResponse response) throws IOException {
        byte[] all = Files.readAllBytes(answer);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("git http-backend says: " + text);
        }
        for (String line : text.substring(0, end).split("\r\n")) {
            String[] field = line.split(": ", 2);
            if (field[0].equals("Status")) {
                response.setStatus(Integer.parseInt(field[1].substring(0, 3)));
            } else {
                response.setHeader(field[0], field[1]);
            }
        }
        response.getOutputStream().write(all, end + 4, all.length - end - 4);
    }
}
