package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {
    private OpenAiEmulator emulator;
    private TestClient client;
    private String store;

    @BeforeEach
    void start() {
        assumeTrue(ApiDescription.find().isPresent(), "the API description isn't here");
        emulator = OpenAiEmulator.lenient().start();
        client = TestClient.of(emulator);
        store = emulator.createVectorStore("docs");
    }

    @AfterEach
    void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @Test
    void whatIsAsDescribedIsNoViolation() throws IOException {
        client.get("/files?limit=10&order=asc&purpose=assistants");
        client.post("/vector_stores/" + store, "{'name':null,'expires_after':null}");
        assertThat(emulator.violations()).isEmpty();
    }

    @Test
    void aRequestWithAFieldThatIsNotDescribedIsAViolation() throws IOException {
        assertThat(client.post("/vector_stores", "{'colour':'red'}").status()).isEqualTo(200);
        assertThat(emulator.violations()).hasSize(1).first().asString().startsWith("POST /vector_stores, request: ")
                .contains("colour");
    }

    @Test
    void aFieldOfAnotherTypeIsAViolation() throws IOException {
        client.post("/vector_stores/" + store + "/search", "{'query':'a','max_num_results':51}");
        assertThat(emulator.violations()).singleElement().asString().contains("max_num_results");
    }

    @Test
    void parametersThatAreNotDescribedAreViolations() throws IOException {
        client.get("/files?before=file-x");
        client.get("/vector_stores?order=up");
        client.get("/vector_stores?limit=many");
        assertThat(emulator.violations()).hasSize(3);
        assertThat(emulator.violations().get(0)).isEqualTo("GET /files, query: there is no parameter before");
    }

    @Test
    void operationsThatAreNotDescribedAreViolations() throws IOException {
        client.get("/models");
        assertThat(emulator.violations()).containsExactly("GET /v1/models, request: there is no such operation");
    }

    @Test
    void aResponseThatIsNotAsDescribedIsAViolation() {
        DescriptionChecker checker = new DescriptionChecker(ApiDescription.find().orElseThrow());
        checker.response(Route.RETRIEVE_FILE, Reply.ok(Json.object("file-x", "file").put("bytes", "many")));
        assertThat(checker.violations()).isNotEmpty().allMatch(text -> text.startsWith("GET /files/{id}, response: "));
    }

    @Test
    void aTestWithAViolationFails() throws IOException {
        OpenAiEmulatorExtension extension = new OpenAiEmulatorExtension(OpenAiEmulator.strict());
        extension.beforeEach(null);
        TestClient.of(extension).get("/models");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> extension.afterEach(null))
                .withMessageContaining("no such operation");
    }
}
