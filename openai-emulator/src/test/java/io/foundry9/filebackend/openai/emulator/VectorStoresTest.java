package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VectorStoresTest {
    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(
            OpenAiEmulator.strict().indexingDelay(Duration.ofSeconds(10)));

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    @Test
    void aStoreIsMadeWithItsFiles() throws IOException {
        String file = client.uploaded("a.txt", "hello");
        Answer made = client.post("/vector_stores",
                "{'name':'docs','file_ids':['" + file + "'],'metadata':{'owner':'me'}}");
        assertThat(made.text("status")).isEqualTo("in_progress");
        assertThat(made.json().path("usage_bytes").asLong()).isZero();
        openai.emulator().advance(Duration.ofSeconds(10));
        JsonNode ready = client.get("/vector_stores/" + made.id()).json();
        assertThat(ready.path("status").asText()).isEqualTo("completed");
        assertThat(ready.path("usage_bytes").asLong()).isEqualTo(5);
        assertThat(ready.path("file_counts").path("completed").asInt()).isEqualTo(1);
        assertThat(ready.path("metadata").path("owner").asText()).isEqualTo("me");
    }

    @Test
    void aStoreCanBeRenamedAndDeleted() throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        assertThat(client.post("/vector_stores/" + store, "{'name':'notes','metadata':{'a':'b'}}").text("name"))
                .isEqualTo("notes");
        assertThat(client.delete("/vector_stores/" + store).text("object")).isEqualTo("vector_store.deleted");
        assertThat(client.get("/vector_stores/" + store).status()).isEqualTo(404);
        assertThat(openai.emulator().vectorStores()).isEmpty();
    }

    @Test
    void storesAreListedInBothDirections() throws IOException {
        List<String> stores = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stores.add(openai.emulator().createVectorStore("store " + i));
        }
        assertThat(client.get("/vector_stores?order=asc&limit=2&after=" + stores.get(1)).listed("id"))
                .containsExactly(stores.get(2), stores.get(3));
        Answer before = client.get("/vector_stores?order=asc&limit=2&before=" + stores.get(3));
        assertThat(before.listed("id")).containsExactly(stores.get(1), stores.get(2));
        assertThat(before.json().path("has_more").asBoolean()).isTrue();
    }

    @Test
    void aStoreExpiresWhenNobodyUsesIt() throws IOException {
        String store = client.post("/vector_stores",
                "{'name':'docs','expires_after':{'anchor':'last_active_at','days':2}}").id();
        String file = client.uploaded("a.txt", "hello");
        openai.emulator().advance(Duration.ofDays(1));
        client.post("/vector_stores/" + store + "/files", "{'file_id':'" + file + "'}");
        openai.emulator().advance(Duration.ofDays(1));
        assertThat(client.get("/vector_stores/" + store).text("status")).isEqualTo("completed");
        openai.emulator().advance(Duration.ofDays(1));
        assertThat(client.get("/vector_stores/" + store).text("status")).isEqualTo("expired");
        assertThat(client.post("/vector_stores/" + store + "/search", "{'query':'hello'}").status()).isEqualTo(400);
    }

    @Test
    void aStoreWithAFileThatDoesNotExistIsNotMade() throws IOException {
        assertThat(client.post("/vector_stores", "{'file_ids':['file-x']}").status()).isEqualTo(404);
        assertThat(openai.emulator().vectorStores()).isEmpty();
    }
}
