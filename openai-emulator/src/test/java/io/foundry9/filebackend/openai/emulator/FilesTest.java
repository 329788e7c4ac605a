package io.foundry9.filebackend.openai.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FilesTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(OpenAiEmulator.strict());

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    @Test
    void whatIsUploadedIsThereAndCanBeListed() throws IOException {
        Answer created = client.upload("café.txt", "assistants", HELLO);
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.id()).startsWith("file-");
        assertThat(created.text("filename")).isEqualTo("café.txt");
        assertThat(client.get("/files/" + created.id()).json()).isEqualTo(created.json());
        assertThat(client.get("/files").listed("id")).containsExactly(created.id());
        assertThat(openai.emulator().content(created.id())).isEqualTo(HELLO);
    }

    @Test
    void theNewestIsListedFirstUnlessAskedOtherwise() throws IOException {
        String a = client.uploaded("a.txt", "a");
        String b = client.uploaded("b.txt", "b");
        assertThat(client.get("/files").listed("id")).containsExactly(b, a);
        assertThat(client.get("/files?order=asc").listed("id")).containsExactly(a, b);
        assertThat(client.get("/files?purpose=batch").listed("id")).isEmpty();
    }

    @Test
    void pagesFollowOneAnother() throws IOException {
        for (int i = 0; i < 5; i++) {
            client.uploaded(i + ".txt", "x");
        }
        Answer first = client.get("/files?order=asc&limit=2");
        assertThat(first.listed("filename")).containsExactly("0.txt", "1.txt");
        assertThat(first.json().path("has_more").asBoolean()).isTrue();
        Answer second = client.get("/files?order=asc&limit=2&after=" + first.text("last_id"));
        assertThat(second.listed("filename")).containsExactly("2.txt", "3.txt");
        Answer third = client.get("/files?order=asc&limit=2&after=" + second.text("last_id"));
        assertThat(third.listed("filename")).containsExactly("4.txt");
        assertThat(third.json().path("has_more").asBoolean()).isFalse();
    }

    @Test
    void aDeletedFileIsGone() throws IOException {
        String id = client.uploaded("a.txt", "a");
        assertThat(client.delete("/files/" + id).json().path("deleted").asBoolean()).isTrue();
        assertThat(client.get("/files/" + id).status()).isEqualTo(404);
        assertThat(client.delete("/files/" + id).status()).isEqualTo(404);
        assertThat(openai.emulator().fileCount()).isZero();
    }

    @Test
    void assistantsFilesMayNotBeDownloadedButBatchFilesMay() throws IOException {
        Answer refused = client.get("/files/" + client.uploaded("a.txt", "a") + "/content");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error().path("message").asText())
                .isEqualTo("Not allowed to download files of purpose: assistants");
        String batch = client.upload("a.jsonl", "batch", HELLO).id();
        Answer answer = client.get("/files/" + batch + "/content");
        assertThat(answer.bytes()).isEqualTo(HELLO);
        assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
    }

    @Test
    void batchFilesExpireAfterThirtyDaysAndOthersStay() throws IOException {
        Answer batch = client.upload("a.jsonl", "batch", HELLO);
        long life = batch.json().path("expires_at").asLong() - batch.json().path("created_at").asLong();
        assertThat(Duration.ofSeconds(life)).isEqualTo(Duration.ofDays(30));
        String other = client.uploaded("a.txt", "a");
        openai.emulator().advance(Duration.ofDays(31));
        assertThat(client.get("/files/" + batch.id()).status()).isEqualTo(404);
        assertThat(client.get("/files").listed("id")).containsExactly(other);
    }

    @Test
    void aFileCanBeToldToExpire() throws IOException {
        String id = client.upload("a.txt", HELLO, Map.of("purpose", "assistants", "expires_after[anchor]",
                "created_at", "expires_after[seconds]", "3600")).id();
        openai.emulator().advance(Duration.ofMinutes(59));
        assertThat(client.get("/files/" + id).status()).isEqualTo(200);
        openai.emulator().advance(Duration.ofMinutes(1));
        assertThat(client.get("/files/" + id).status()).isEqualTo(404);
    }

    @Test
    void imagesAreTakenForVision() throws IOException {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0};
        String id = client.upload("a.png", "vision", png).id();
        assertThat(client.get("/files/" + id + "/content").bytes()).isEqualTo(png);
    }

    @Test
    void fineTuningTakesLinesOfObjects() throws IOException {
        Answer answer = client.upload("a.jsonl", "fine-tune", "{\"a\": 1}\n{}\n".getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(200);
    }
}
