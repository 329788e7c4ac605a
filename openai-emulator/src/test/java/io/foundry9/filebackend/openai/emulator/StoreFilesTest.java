package io.foundry9.filebackend.openai.emulator;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreFilesTest {
    private static final Duration DELAY = Duration.ofSeconds(5);

    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().indexingDelay(DELAY));

    private TestClient client;
    private String store;
    private String files;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
        store = openai.emulator().createVectorStore("docs");
        files = "/vector_stores/" + store + "/files";
    }

    private Answer attach(String fileId, String attributes) throws IOException {
        return client.post(files, "{'file_id':'" + fileId + "','attributes':" + attributes + "}");
    }

    private String attached(String filename, byte[] content) throws IOException {
        String id = client.upload(filename, "user_data", content).id();
        attach(id, "{}");
        openai.emulator().advance(DELAY);
        return id;
    }

    private String parsed(String filename, byte[] content) throws IOException {
        return client.get(files + "/" + attached(filename, content) + "/content").json().path("data").path(0)
                .path("text").asText();
    }

    @Test
    void indexingTakesItsTime() throws IOException {
        String id = client.uploaded("a.txt", "hello");
        Answer answer = attach(id, "{'path':'a.txt','size':5,'draft':true}");
        assertThat(answer.text("status")).isEqualTo("in_progress");
        assertThat(answer.json().path("usage_bytes").asLong()).isZero();
        assertThat(client.get(files + "/" + id + "/content").status()).isEqualTo(400);
        openai.emulator().advance(DELAY);
        JsonNode ready = client.get(files + "/" + id).json();
        assertThat(ready.path("status").asText()).isEqualTo("completed");
        assertThat(ready.path("usage_bytes").asLong()).isEqualTo(5);
        assertThat(openai.emulator().vectorStoreFiles(store)).containsExactly(new VectorStoreFileView(id, "a.txt",
                "completed", Map.of("path", "a.txt", "size", 5, "draft", true), false));
    }

    @Test
    void whatIsAttachedAlreadyStaysAsItIs() throws IOException {
        String id = client.uploaded("a.txt", "hello");
        attach(id, "{'version':1}");
        assertThat(attach(id, "{'version':2}").json().path("attributes").path("version").asInt()).isEqualTo(1);
        assertThat(openai.emulator().vectorStoreFiles(store)).hasSize(1);
    }

    @Test
    void anUpdateReplacesAllAttributes() throws IOException {
        String id = client.uploaded("a.txt", "hello");
        attach(id, "{'a':1,'b':2}");
        client.post(files + "/" + id, "{'attributes':{'c':0.5}}");
        assertThat(openai.emulator().vectorStoreFiles(store).get(0).attributes()).isEqualTo(Map.of("c", 0.5));
        client.post(files + "/" + id, "{'attributes':null}");
        assertThat(openai.emulator().vectorStoreFiles(store).get(0).attributes()).isEmpty();
    }

    @Test
    void detachingLeavesTheFile() throws IOException {
        String id = attached("a.txt", "hello".getBytes(UTF_8));
        assertThat(client.delete(files + "/" + id).text("object")).isEqualTo("vector_store.file.deleted");
        assertThat(client.get(files + "/" + id).status()).isEqualTo(404);
        assertThat(client.get("/files/" + id).status()).isEqualTo(200);
    }

    @Test
    void aDeletedFileStaysListedWithoutContentUntilItIsDetached() throws IOException {
        String id = attached("a.txt", "hello".getBytes(UTF_8));
        client.delete("/files/" + id);
        assertThat(client.get(files).listed("id")).containsExactly(id);
        assertThat(client.get(files + "/" + id + "/content").status()).isEqualTo(404);
        assertThat(openai.emulator().vectorStoreFiles(store).get(0).fileDeleted()).isTrue();
        client.delete(files + "/" + id);
        assertThat(client.get(files).listed("id")).isEmpty();
    }

    @Test
    void aFileOfAnUnsupportedTypeFailsButStaysListed() throws IOException {
        String id = client.upload("a.bin", "user_data", new byte[] {1}).id();
        attach(id, "{'path':'a.bin'}");
        openai.emulator().advance(DELAY);
        JsonNode failed = client.get(files + "/" + id).json();
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("last_error").path("code").asText()).isEqualTo("unsupported_file");
        assertThat(failed.path("attributes").path("path").asText()).isEqualTo("a.bin");
    }

    @Test
    void textInAnotherEncodingFails() throws IOException {
        String id = attached("a.txt", new byte[] {(byte) 0xE9, 't', (byte) 0xE9});
        assertThat(client.get(files + "/" + id).json().path("last_error").path("code").asText())
                .isEqualTo("invalid_file");
    }

    @Test
    void parsedTextIsNotAlwaysWhatWasUploaded() throws IOException {
        assertThat(parsed("a.txt", "\ufeffone\r\ntwo\rthree\n".getBytes(UTF_8))).isEqualTo("one\ntwo\rthree\n");
        assertThat(parsed("b.txt", "grün".getBytes(UTF_16))).isEqualTo("grün");
        assertThat(parsed("c.html", "<p>one <b>two</b></p>".getBytes(UTF_8))).isEqualTo("one two");
        assertThat(parsed("d.pdf", new byte[] {'%', 'P', 'D', 'F'})).isEmpty();
    }

    @Test
    void longTextComesInPiecesThatTogetherAreTheText() throws IOException {
        String text = "a" + "\uD83D\uDE00".repeat(100_000);
        String id = attached("a.txt", text.getBytes(UTF_8));
        JsonNode page = client.get(files + "/" + id + "/content").json();
        StringBuilder joined = new StringBuilder();
        page.path("data").forEach(piece -> joined.append(piece.path("text").asText()));
        assertThat(page.path("data").size()).isGreaterThan(1);
        assertThat(joined.toString()).isEqualTo(text);
    }

    @Test
    void listsCanBeFilteredByStatus() throws IOException {
        String good = attached("a.txt", "hello".getBytes(UTF_8));
        String bad = attached("a.bin", new byte[] {1});
        assertThat(client.get(files + "?filter=completed").listed("id")).containsExactly(good);
        assertThat(client.get(files + "?filter=failed").listed("id")).containsExactly(bad);
    }

    @Test
    void aPageHasTwentyUnlessAskedOtherwise() throws IOException {
        for (int i = 0; i < 21; i++) {
            openai.emulator().attach(store, openai.emulator().addFile(i + ".txt", "batch", new byte[] {'x'}),
                    Map.of("number", i));
        }
        assertThat(client.get(files).listed("id")).hasSize(20);
        assertThat(client.get(files + "?limit=100").listed("id")).hasSize(21);
    }

    @Test
    void aChunkingStrategyCanBeChosen() throws IOException {
        String id = client.uploaded("a.txt", "hello");
        Answer answer = client.post(files, "{'file_id':'" + id + "','chunking_strategy':{'type':'static','static':"
                + "{'max_chunk_size_tokens':200,'chunk_overlap_tokens':50}}}");
        assertThat(answer.json().path("chunking_strategy").path("static").path("max_chunk_size_tokens").asInt())
                .isEqualTo(200);
    }
}
