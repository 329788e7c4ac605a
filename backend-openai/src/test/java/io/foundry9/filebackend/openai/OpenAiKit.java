package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Secret;
import io.foundry9.filebackend.openai.emulator.EmulatorBuilder;
import io.foundry9.filebackend.openai.emulator.OpenAiEmulator;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An emulated service for the tests of a class, and a client to it that they share, as it takes time to make one. Each test
 * has a vector store of its own.
 */
final class OpenAiKit implements AutoCloseable {

    /** So small that a test gets by without much content. */
    static final long PART_SIZE = 1 << 20;

    /** Found nowhere but where it belongs. */
    static final String KEY = "sk-emulator";

    static {
        System.setProperty(SdkClient.VALIDATE, "true");
    }

    private static final AtomicLong APART = new AtomicLong();

    private final OpenAiEmulator emulator;
    private final SdkApi api;

    OpenAiKit(EmulatorBuilder builder) {
        this.emulator = builder.apiKeys(KEY).start();
        Duration stall = Duration.ofSeconds(5);
        this.api = new SdkApi(SdkClient.of(config("vs_1", "max_concurrency=64"), stall), new SdkCalls(Secret.of(KEY)),
                stall, stall);
    }

    OpenAiEmulator emulator() {
        return emulator;
    }

    /** A vector store. @param download what is known of it already; empty if nothing is */
    String vectorStore(String download) throws IOException {
        String id = emulator.createVectorStore("kit");
        if (!download.isEmpty()) {
            api.noteOn(id, Map.of("f9_download", download));
        }
        return id;
    }

    String uri(String storeId, String... parameters) {
        String more = parameters.length == 0 ? "" : "&" + String.join("&", parameters);
        return "openai+vector://" + storeId + "?base_url=" + emulator.baseUrl() + "&api_key=" + KEY
                + "&timeout=10s&attach_rate=0" + more;
    }

    OpenAiConfig config(String storeId, String... parameters) {
        BackendUri uri = BackendUri.parse(uri(storeId, parameters));
        return OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
    }

    /** Opens a vector store through the shared client. */
    OpenAiStore open(String storeId, String... parameters) throws IOException {
        return new Opening(config(storeId, parameters), PART_SIZE).open(shared());
    }

    /** Opens it as if in another process, which has nothing in common with this one but the service. */
    OpenAiStore openApart(String storeId, String... parameters) throws IOException {
        String base = emulator.baseUrl().replace("127.0.0.1", "127.0.0." + (2 + (int) (APART.incrementAndGet() % 200)));
        BackendUri uri = BackendUri.parse(uri(storeId, parameters).replace(emulator.baseUrl(), base));
        OpenAiConfig config = OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
        return new Opening(config, PART_SIZE).open(shared());
    }

    private Api shared() {
        return (Api) Proxy.newProxyInstance(Api.class.getClassLoader(), new Class<?>[] {Api.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(api, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Requests without anything of ours around them. */
    Api api() {
        return api;
    }

    /** The entry at a path, as the service has it. */
    Entry entry(String storeId, String path) throws IOException {
        return api.attached(storeId, Optional.empty()).items().stream()
                .map(file -> Attributes.read(file.id(), file.attached(), file.attributes()).orElseThrow())
                .filter(entry -> entry.path().equals(path)).findFirst().orElseThrow();
    }

    /** Fails if something was said that the description of the service doesn't allow. */
    void checkConversation() {
        assertThat(emulator.violations()).isEmpty();
    }

    @Override
    public void close() {
        api.close();
        emulator.close();
    }
}
