package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LenientTest {
    private static final byte[] BINARY = {0, 1, (byte) 0xFF};

    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(OpenAiEmulator.lenient());

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    @Test
    void anyFileCanBeDownloadedEvenAnEmptyOne() throws IOException {
        String binary = client.upload("a", "assistants", BINARY).id();
        assertThat(client.get("/files/" + binary + "/content").bytes()).isEqualTo(BINARY);
        String empty = client.upload("empty.txt", "user_data", new byte[0]).id();
        assertThat(client.get("/files/" + empty + "/content").bytes()).isEmpty();
    }

    @Test
    void anyTypeIsIndexedThoughNothingIsFoundInIt() throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        String file = client.upload("a.bin", "assistants", BINARY).id();
        Answer attached = client.post("/vector_stores/" + store + "/files", "{'file_id':'" + file + "'}");
        assertThat(attached.text("status")).isEqualTo("completed");
        assertThat(client.get("/vector_stores/" + store + "/files/" + file + "/content").json().path("data")).isEmpty();
        assertThat(client.post("/vector_stores/" + store + "/search", "{'query':'a'}").listed("file_id")).isEmpty();
    }

    @Test
    void nothingExpires() throws IOException {
        client.upload("a.txt", "batch", BINARY);
        openai.emulator().advance(Duration.ofDays(1000));
        assertThat(openai.emulator().fileCount()).isEqualTo(1);
    }
}
