package io.foundry9.filebackend.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.spi.ToolProvider;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** OpenAI's client as shipped, alone in a bare Felix, with a bundle that uses it. */
class OpenAiClientFelixIT {
    private static final String FILE = """
            {"id": "file-1", "object": "file", "bytes": 1, "created_at": 1, "filename": "a.txt",
             "purpose": "assistants", "status": "processed"}""";
    private static final String UPLOAD = """
            {"id": "upload_1", "object": "upload", "bytes": 1, "created_at": 1, "filename": "a.txt",
             "purpose": "assistants", "status": "completed", "expires_at": 2, "file": %s}""".formatted(FILE);
    private static final String BUSY = """
            {"error": {"message": "slow down", "type": "requests", "param": null, "code": "rate_limit_exceeded"}}""";
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("POST /v1/files", FILE),
            Map.entry("GET /v1/files/file-1", FILE),
            Map.entry("GET /v1/files", """
                    {"object": "list", "data": [%s], "first_id": "file-1", "last_id": "file-1", "has_more": false}"""
                    .formatted(FILE)),
            Map.entry("GET /v1/files/file-1/content", "text"),
            Map.entry("DELETE /v1/files/file-1", """
                    {"id": "file-1", "object": "file", "deleted": true}"""),
            Map.entry("POST /v1/uploads", UPLOAD),
            Map.entry("POST /v1/uploads/upload_1/parts", """
                    {"id": "part_1", "object": "upload.part", "created_at": 1, "upload_id": "upload_1"}"""),
            Map.entry("POST /v1/uploads/upload_1/complete", UPLOAD),
            Map.entry("POST /v1/vector_stores/vs_1/file_batches", """
                    {"id": "vsfb_1", "object": "vector_store.files_batch", "created_at": 1, "vector_store_id": "vs_1",
                     "status": "completed", "file_counts":
                     {"in_progress": 0, "completed": 1, "failed": 0, "cancelled": 0, "total": 1}}"""),
            Map.entry("GET /v1/vector_stores/vs_1/files", """
                    {"object": "list", "first_id": "file-1", "last_id": "file-1", "has_more": false, "data": [
                     {"id": "file-1", "object": "vector_store.file", "usage_bytes": 1, "created_at": 1,
                      "vector_store_id": "vs_1", "status": "completed", "last_error": null,
                      "attributes": {"path": "a.txt"}}]}"""),
            Map.entry("POST /v1/vector_stores/vs_1/search", """
                    {"object": "vector_store.search_results.page", "search_query": ["q"], "has_more": false,
                     "next_page": null, "data": [{"file_id": "file-1", "filename": "a.txt", "score": 0.5,
                     "attributes": {"path": "a.txt"}, "content": [{"type": "text", "text": "hit"}]}]}"""));

    @TempDir Path folder;
    private HttpServer server;
    private Framework felix;

    @BeforeEach
    void start() throws BundleException, IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", OpenAiClientFelixIT::answer);
        server.start();
        felix = new FrameworkFactory()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
        felix.start();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        server.stop(0);
        felix.stop();
        felix.waitForStop(TimeUnit.SECONDS.toMillis(10));
    }

    /** The context class loader has nothing, and is left as it is. */
    @Test
    void itServesABundleOfAStranger() throws Exception {
        install(client());
        install(Stranger.openAiBundle(folder));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader empty = new ClassLoader(null) {};
        Thread.currentThread().setContextClassLoader(empty);

        List<String> said;
        try {
            said = call("http://localhost:" + server.getAddress().getPort() + "/v1");
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(empty);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }

        assertThat(said).containsExactly("created file-1", "retrieved a.txt [req_1]", "listed file-1", "content text",
                "deleted true", "429: slow down [7]", "uploaded completed", "attached file-1 {path=a.txt}",
                "found hit");
    }

    /** What its classes refer to is there, but for the services that {@code OpenAIClient} has besides those. */
    @Test
    void noClassOfItIsMissing() throws Exception {
        Path inside = folder.resolve("client.jar");
        try (var jar = install(client()).getEntry("client.jar").openStream()) {
            Files.copy(jar, inside);
        }
        StringWriter found = new StringWriter();
        PrintWriter out = new PrintWriter(found);
        String openAi = "com\\.openai\\..*";
        int status = ToolProvider.findFirst("jdeps").orElseThrow().run(out, out, "-verbose:class", "-include", openAi,
                "-regex", openAi, inside.toString());

        assertThat(status).as(found.toString()).isZero();
        assertThat(found.toString().lines().map(String::strip)
                .filter(line -> line.startsWith("com.openai.") && line.endsWith("not found"))
                .map(line -> line.replaceFirst("[$ ].*", "")).distinct())
                .containsExactlyInAnyOrder("com.openai.client.OpenAIClient", "com.openai.client.OpenAIClientImpl");
    }

    @Test
    void theLicencesOfWhatIsInsideAreInIt() throws Exception {
        Bundle bundle = install(client());

        assertThat(text(bundle, "META-INF/LICENSE")).contains("Apache License");
        assertThat(text(bundle, "META-INF/NOTICE")).contains("openai-java-core", "okhttp", "kotlin", "Saloranta");
    }

    private static Path client() {
        return ShippedBundles.jars().stream().filter(ShippedBundles::isOpenAiClient).findFirst().orElseThrow();
    }

    private Bundle install(Path jar) throws BundleException {
        Bundle bundle = felix.getBundleContext().installBundle("reference:" + jar.toUri());
        bundle.start();
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        return bundle;
    }

    @SuppressWarnings("unchecked")
    private List<String> call(String url) {
        BundleContext context = felix.getBundleContext();
        return ((Function<String, List<String>>) context.getService(context.getServiceReference(Function.class)))
                .apply(url);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("X-Request-Id", "req_1");
            exchange.getResponseHeaders().set("Retry-After", "7");
            byte[] body = ANSWERS.getOrDefault(request, BUSY).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ANSWERS.containsKey(request) ? 200 : 429, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String text(Bundle bundle, String entry) throws IOException {
        try (var in = bundle.getEntry(entry).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
