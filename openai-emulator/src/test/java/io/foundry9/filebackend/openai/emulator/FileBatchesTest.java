package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FileBatchesTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().indexingDelay(DELAY));

    private TestClient client;
    private String store;
    private String batches;
    private String a;
    private String b;

    @BeforeEach
    void connect() throws IOException {
        client = TestClient.of(openai);
        store = openai.emulator().createVectorStore("docs");
        batches = "/vector_stores/" + store + "/file_batches";
        a = client.uploaded("a.txt", "hello");
        b = client.uploaded("b.bin", "hello");
    }

    @Test
    void oneRequestAttachesManyFilesWithTheSameAttributes() throws IOException {
        Answer batch = client.post(batches, "{'file_ids':['" + a + "','" + b + "'],'attributes':{'v':1}}");
        assertThat(batch.text("status")).isEqualTo("in_progress");
        assertThat(openai.emulator().vectorStoreFiles(store)).extracting(VectorStoreFileView::attributes)
                .containsOnly(Map.of("v", 1));
        openai.emulator().advance(DELAY);
        JsonNode ready = client.get(batches + "/" + batch.id()).json();
        assertThat(ready.path("status").asText()).isEqualTo("completed");
        assertThat(ready.path("file_counts").path("completed").asInt()).isEqualTo(1);
        assertThat(ready.path("file_counts").path("failed").asInt()).isEqualTo(1);
        assertThat(client.get(batches + "/" + batch.id() + "/files?filter=failed").listed("id")).containsExactly(b);
    }

    @Test
    void eachFileMayHaveAttributesOfItsOwn() throws IOException {
        client.post(batches, "{'files':[{'file_id':'" + a + "','attributes':{'path':'a'}},{'file_id':'" + b
                + "','attributes':{'path':'b'}}]}");
        assertThat(openai.emulator().vectorStoreFiles(store)).extracting(VectorStoreFileView::attributes)
                .containsExactly(Map.of("path", "a"), Map.of("path", "b"));
    }

    @Test
    void whatIsNotIndexedYetCanBeCancelled() throws IOException {
        String batch = client.post(batches, "{'file_ids':['" + a + "']}").id();
        assertThat(client.post(batches + "/" + batch + "/cancel").text("status")).isEqualTo("cancelled");
        openai.emulator().advance(DELAY);
        assertThat(openai.emulator().vectorStoreFiles(store).get(0).status()).isEqualTo("cancelled");
    }

    @Test
    void whatIsIndexedAlreadyIsNotCancelled() throws IOException {
        String batch = client.post(batches, "{'file_ids':['" + a + "']}").id();
        openai.emulator().advance(DELAY);
        assertThat(client.post(batches + "/" + batch + "/cancel").text("status")).isEqualTo("completed");
    }

    @Test
    void aBatchWithAFileThatDoesNotExistAttachesNothing() throws IOException {
        assertThat(client.post(batches, "{'file_ids':['" + a + "','file-x']}").status()).isEqualTo(404);
        assertThat(openai.emulator().vectorStoreFiles(store)).isEmpty();
    }

    @Test
    void anUnknownBatchIsNotFound() throws IOException {
        assertThat(client.get(batches + "/vsfb_x").status()).isEqualTo(404);
    }
}
