package io.foundry9.filebackend.openai.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
    private static final String UPLOAD = "POST /files";
    private static final String ATTACH = "POST /vector_stores/{id}/files";
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(OpenAiEmulator.strict());

    private TestClient client;
    private Faults faults;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
        faults = openai.emulator().faults();
    }

    private Answer upload() throws IOException {
        return client.upload("a.jsonl", "batch", HELLO);
    }

    private Answer uploadWith(Fault fault) throws IOException {
        faults.next(UPLOAD, fault);
        return upload();
    }

    private void assertReset(Fault fault) {
        assertThatIOException().isThrownBy(() -> uploadWith(fault)).havingRootCause().withMessage("Connection reset");
    }

    private Optional<FaultKind> lastFault() {
        List<ReceivedRequest> requests = openai.emulator().requests();
        return requests.get(requests.size() - 1).fault();
    }

    @Test
    void tooManyRequestsSayWhenToComeBackOrNot() throws IOException {
        assertThat(uploadWith(Fault.rateLimited()).header("retry-after")).isNull();
        assertThat(uploadWith(Fault.rateLimited(Duration.ofSeconds(20))).header("retry-after")).isEqualTo("20");
        assertThat(uploadWith(Fault.rateLimited(Duration.ofMillis(250))).header("retry-after")).isEqualTo("0.25");
        Answer millis = uploadWith(Fault.rateLimitedMillis(Duration.ofMillis(30)));
        assertThat(millis.header("retry-after-ms")).isEqualTo("30");
        assertThat(millis.status()).isEqualTo(429);
        assertThat(openai.emulator().fileCount()).isZero();
    }

    @Test
    void serversFailWithoutEffect() throws IOException {
        Answer error = uploadWith(Fault.serverError());
        assertThat(error.status()).isEqualTo(500);
        assertThat(error.error().path("type").asText()).isEqualTo("server_error");
        Answer gateway = uploadWith(Fault.badGateway());
        assertThat(gateway.status()).isEqualTo(502);
        assertThat(gateway.text()).startsWith("<html>");
        assertThat(uploadWith(Fault.unavailable()).status()).isEqualTo(503);
        assertThat(openai.emulator().fileCount()).isZero();
        assertThat(upload().status()).isEqualTo(200);
    }

    @Test
    void aConnectionIsResetBeforeAnythingIsDone() {
        assertReset(Fault.resetBefore());
        assertThat(openai.emulator().fileCount()).isZero();
        assertThat(lastFault()).contains(FaultKind.RESET_BEFORE);
    }

    @Test
    void anAnswerIsLostButTheThingIsDone() {
        assertReset(Fault.lostAnswer());
        assertThat(openai.emulator().fileCount()).isEqualTo(1);
        assertThat(openai.emulator().requests().get(0).status()).isEqualTo(200);
    }

    @Test
    void aBodyStallsInTheMiddle() throws IOException {
        String id = upload().id();
        faults.next("GET /files/{id}/content", Fault.stalled(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(client.get("/files/" + id + "/content").bytes()).isEqualTo(HELLO);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void closingDoesNotWaitForAStalledBody() throws Exception {
        faults.next("GET /files", Fault.stalled(Duration.ofMinutes(1)));
        Thread thread = new Thread(() -> assertThatIOException().isThrownBy(() -> client.get("/files")));
        thread.start();
        while (openai.emulator().requests().isEmpty()) {
            Thread.sleep(5);
        }
        openai.emulator().close();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aBodyIsTruncated() throws IOException {
        String id = upload().id();
        faults.next("GET /files/{id}/content", Fault.truncated());
        assertThatIOException().isThrownBy(() -> client.get("/files/" + id + "/content"));
        assertThatIOException().isThrownBy(() -> uploadWith(Fault.truncated()));
        assertThat(openai.emulator().fileCount()).isEqualTo(2);
    }

    @Test
    void halfOfTheJsonComesAsIfItWereAll() throws IOException {
        Answer answer = uploadWith(Fault.halfBody());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("{\"id\":\"file-");
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.MAPPER.readTree(answer.bytes()));
    }

    @Test
    void parsedContentIsCutTooThoughItsLengthIsNotKnown() throws IOException {
        String file = client.uploaded("a.txt", "hello ".repeat(1000));
        String store = openai.emulator().createVectorStore("docs");
        openai.emulator().attach(store, file, Map.of());
        String content = "/vector_stores/" + store + "/files/" + file + "/content";
        faults.next("GET /vector_stores/{id}/files/{file_id}/content", Fault.truncated());
        assertThatIOException().isThrownBy(() -> client.get(content));
        faults.next("GET /vector_stores/{id}/files/{file_id}/content", Fault.halfBody());
        assertThat(client.get(content).bytes()).hasSize(100);
    }

    @Test
    void aRequestIsDoneTwice() throws IOException {
        Answer answer = uploadWith(Fault.duplicated());
        assertThat(openai.emulator().files()).extracting(FileView::id).hasSize(2).endsWith(answer.id());
        assertThat(openai.emulator().content(openai.emulator().files().get(0).id())).isEqualTo(HELLO);
    }

    @Test
    void indexingIsSlowOrFails() throws IOException {
        String store = openai.emulator().createVectorStore("docs");
        String slow = client.uploaded("a.txt", "a");
        String failing = client.uploaded("b.txt", "b");
        faults.next(ATTACH, Fault.slowIndexing(Duration.ofMinutes(5))).next(ATTACH, Fault.failedIndexing());
        client.post("/vector_stores/" + store + "/files", "{'file_id':'" + slow + "'}");
        client.post("/vector_stores/" + store + "/files", "{'file_id':'" + failing + "'}");
        assertThat(openai.emulator().vectorStoreFiles(store)).extracting(VectorStoreFileView::status)
                .containsExactly("in_progress", "failed");
        openai.emulator().advance(Duration.ofMinutes(5));
        assertThat(openai.emulator().vectorStoreFiles(store)).extracting(VectorStoreFileView::status)
                .containsExactly("completed", "failed");
    }

    @Test
    void theNthRequestOfAKindFails() throws IOException {
        faults.nth(2, UPLOAD, Fault.serverError());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            client.get("/files");
            statuses.add(upload().status());
        }
        assertThat(statuses).containsExactly(200, 500, 200);
        assertThat(faults.pending()).isZero();
    }

    @Test
    void whatIsOrderedSeveralTimesHappensOneAfterTheOther() throws IOException {
        faults.next(Faults.ANY, Fault.serverError()).next(Faults.ANY, Fault.unavailable());
        assertThat(client.get("/files").status()).isEqualTo(500);
        assertThat(client.get("/files").status()).isEqualTo(503);
        assertThat(client.get("/files").status()).isEqualTo(200);
    }

    @Test
    void aRequestThatDoesNotExistCanNotBeOrderedToFail() {
        assertThatIllegalArgumentException().isThrownBy(() -> faults.next("POST /file", Fault.serverError()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openai.emulator().stopAfter(1, "PUT /files", LastAnswer.LOST));
        faults.next("GET /vector_stores/{vector_store_id}/files/{x}", Fault.serverError());
        assertThat(faults.pending()).isEqualTo(1);
    }

    @Test
    void chanceIsTheSameForTheSameSeed() throws IOException {
        List<Integer> first = statusesWith(7);
        assertThat(first).contains(200, 500, 503);
        assertThat(statusesWith(7)).isEqualTo(first);
        assertThat(statusesWith(8)).isNotEqualTo(first);
        faults.clear();
        assertThat(client.get("/files").status()).isEqualTo(200);
    }

    private List<Integer> statusesWith(long seed) throws IOException {
        faults.random(seed, 0.5, Fault.serverError(), Fault.unavailable(), Fault.failedIndexing());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            statuses.add(client.get("/files").status());
        }
        return statuses;
    }
}
