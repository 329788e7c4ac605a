package io.foundry9.filebackend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openai.client.OpenAIClient;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.SearchHit;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.spi.BackendUri;
import io.foundry9.filebackend.spi.Parameters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The claims about the real service, tried: runs where {@code OPENAI_API_KEY} is set, in a vector store of its own, of which
 * nothing is left.
 */
class OpenAiLiveTest {

    private static final String KEY = System.getenv("OPENAI_API_KEY");

    @Test
    void theRealServiceKeepsWhatTheEmulatorPromises() throws IOException {
        assumeTrue(KEY != null && !KEY.isBlank(),
                "set OPENAI_API_KEY to try the real service; it was left out, as the variable is not set");
        String name = "f9-live-test-" + UUID.randomUUID();
        BackendUri uri = BackendUri.parse("openai+vector://?create=true&indexing=wait&name=" + name);
        OpenAiConfig config = OpenAiConfig.of(uri, Parameters.of(OpenAiConfig.PARAMETERS, uri));
        OpenAiStore store = new Opening(config, OpenAiKit.PART_SIZE).open();
        try (FileBackend files = StoreBackend.over(store)) {
            System.out.println("the real service: " + store.capabilities());
            try {
                tryOut(files);
            } finally {
                files.list("").stream().map(FileInfo::path).toList()
                        .forEach(path -> files.delete(path, DeleteOption.RECURSIVE));
                files.as(Collectable.class).orElseThrow().collect(Duration.ZERO);
            }
        } finally {
            deleteStore(store, config);
        }
    }

    private static void tryOut(FileBackend files) {
        byte[] binary = {0, 1, (byte) 255, '\r', '\n'};
        files.create("guide/swap.md", Content.of("To swap a vault, name the new URI.\r\n"));
        files.create("data/blob.bin", Content.of(binary));
        files.create("empty", Content.of(""));
        files.write("guide/swap.md",
                Content.of("To swap a vault, name the new URI; the old backend drains first.\r\n"));
        files.move("data/blob.bin", "data/moved.bin");
        assertThat(files.glob("**")).containsExactly("data/moved.bin", "empty", "guide/swap.md");
        assertThat(files.read("data/moved.bin")).isEqualTo(binary);
        assertThat(files.readText("guide/swap.md")).endsWith("drains first.\r\n");
        files.inSession(Duration.ZERO, session -> {
            session.create("a", Content.of("a"));
            return session.create("b", Content.of("b"));
        });
        List<SearchHit> hits = files.as(Searchable.class).orElseThrow().search("how do I swap a vault");
        assertThat(hits).isNotEmpty();
        assertThat(hits.get(0).path()).isEqualTo("guide/swap.md");
    }

    private static void deleteStore(OpenAiStore store, OpenAiConfig config) {
        OpenAIClient client = SdkClient.of(config, Duration.ofSeconds(20));
        try {
            client.vectorStores().delete(store.toString().replace("vector store ", ""));
        } finally {
            client.close();
        }
    }
}
