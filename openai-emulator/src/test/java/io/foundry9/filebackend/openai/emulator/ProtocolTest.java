package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProtocolTest {
    @RegisterExtension final OpenAiEmulatorExtension openai =
            new OpenAiEmulatorExtension(OpenAiEmulator.strict().apiKeys("sk-emulator")
                    .clock(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC)).validating(false));

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    private HttpResponse<String> getWithoutKey(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(uri)).build(),
                BodyHandlers.ofString());
    }

    @Test
    void everyAnswerTellsItsRequestAndTheTimeOfTheEmulator() throws IOException {
        openai.emulator().advance(Duration.ofDays(7));
        for (Answer answer : new Answer[] {client.get("/files"), client.get("/files/file-x"), client.get("/x")}) {
            assertThat(answer.header("x-request-id")).startsWith("req_");
            assertThat(answer.header("openai-version")).isNotEmpty();
            assertThat(answer.header("date")).isEqualTo("Fri, 09 Jan 2026 03:04:05 GMT");
        }
    }

    @Test
    void aWrongKeyIsRefusedAndNotGivenBackWhole() throws IOException {
        Answer answer = new TestClient(openai.emulator().baseUrl(), "sk-this-is-a-wrong-key").get("/files");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error().path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(answer.text()).doesNotContain("sk-this-is-a-wrong-key");
    }

    @Test
    void aMissingKeyIsRefused() throws Exception {
        assertThat(getWithoutKey(openai.emulator().baseUrl() + "/files").statusCode()).isEqualTo(401);
    }

    @Test
    void theRootTellsWhatThisIs() throws Exception {
        HttpResponse<String> answer = getWithoutKey("http://127.0.0.1:" + openai.emulator().port() + "/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("emulator");
    }

    @Test
    void malformedJsonIsRefused() throws IOException {
        assertThat(client.post("/vector_stores", "{'name':").status()).isEqualTo(400);
        assertThat(client.post("/vector_stores", "{} {}").status()).isEqualTo(400);
        assertThat(client.post("/vector_stores", "[]").status()).isEqualTo(400);
    }

    @Test
    void aStoreTakesNoFieldsOfOtherNames() throws IOException {
        Answer answer = client.post("/vector_stores", "{'attributes':{}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("param").asText()).isEqualTo("attributes");
    }

    @Test
    void whatDoesNotExistIsNotFound() throws IOException {
        assertThat(client.get("/models").status()).isEqualTo(404);
        Answer answer = client.get("/files/file-x");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().fieldNames()).toIterable().containsExactlyInAnyOrder("message", "type", "param",
                "code");
    }

    @Test
    void otherMethodsAreNotAllowed() throws IOException {
        assertThat(client.send("PUT", "/files", BodyPublishers.noBody(), "text/plain").status()).isEqualTo(405);
    }

    @Test
    void requestsAreRemembered() throws IOException {
        client.get("/files?limit=3");
        long mark = openai.emulator().mark();
        client.get("/vector_stores/vs_x/files/file-y");
        client.get("/vector_stores/vs_z/files/file-y");
        String route = "GET /vector_stores/{id}/files/{file_id}";
        assertThat(openai.emulator().countsSince(mark)).isEqualTo(Map.of(route, 2));
        assertThat(openai.emulator().requests()).hasSize(3);
        assertThat(openai.emulator().requests().get(0).query()).isEqualTo("limit=3");
        ReceivedRequest request = openai.emulator().requests().get(1);
        assertThat(request.route()).isEqualTo(route);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v1/vector_stores/vs_x/files/file-y");
        assertThat(request.status()).isEqualTo(404);
        assertThat(request.fault()).isEmpty();
        openai.emulator().clearRequests();
        assertThat(openai.emulator().requests()).isEmpty();
        assertThat(openai.emulator().mark()).isEqualTo(3);
    }
}
