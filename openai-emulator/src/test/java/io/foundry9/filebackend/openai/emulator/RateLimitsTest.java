package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitsTest {
    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(OpenAiEmulator.strict()
            .clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC))
            .rateLimits(new RateLimits(2, 3)));

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    private Answer attach(String store, String file) throws IOException {
        return client.post("/vector_stores/" + store + "/files", "{'file_id':'" + file + "'}");
    }

    @Test
    void attachingIsLimitedPerStoreAndMinute() throws IOException {
        String store = openai.emulator().createVectorStore("a");
        String file = client.uploaded("a.txt", "a");
        assertThat(attach(store, file).header("x-ratelimit-remaining-requests")).isEqualTo("1");
        openai.emulator().advance(Duration.ofSeconds(20));
        assertThat(client.post("/vector_stores/" + store + "/file_batches", "{'file_ids':['" + file + "']}").status())
                .isEqualTo(200);
        Answer refused = attach(store, file);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("40");
        assertThat(refused.header("x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(refused.error().path("code").asText()).isEqualTo("rate_limit_exceeded");
        assertThat(attach(openai.emulator().createVectorStore("b"), file).status()).isEqualTo(200);
        openai.emulator().advance(Duration.ofSeconds(40));
        assertThat(attach(store, file).status()).isEqualTo(200);
    }

    @Test
    void uploadsAreLimitedPerMinute() throws IOException {
        for (int i = 0; i < 3; i++) {
            client.uploaded("a.txt", "a");
        }
        assertThat(client.upload("a.txt", "assistants", new byte[] {'a'}).status()).isEqualTo(429);
        assertThat(client.get("/files").status()).isEqualTo(200);
    }

    @Test
    void theDocumentedNumbersAreKnown() {
        assertThat(RateLimits.documented()).isEqualTo(new RateLimits(300, 1000));
    }
}
