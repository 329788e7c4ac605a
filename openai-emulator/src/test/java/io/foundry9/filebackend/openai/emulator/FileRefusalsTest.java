package io.foundry9.filebackend.openai.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRefusalsTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final Limits SMALL = new Limits(100, 50, 20, 60);

    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(
            OpenAiEmulator.strict().limits(SMALL).downloadable(Set.of()).validating(false));

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    private Answer upload(String filename, String purpose, String content) throws IOException {
        return client.upload(filename, purpose, content.getBytes(UTF_8));
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Answer answer = upload("a.txt", "assistants", "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("message").asText()).isEqualTo("File is empty.");
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws IOException {
        assertThat(client.upload("a.txt", "assistants", new byte[101]).status()).isEqualTo(413);
        assertThat(client.upload("a.jsonl", "batch", new byte[51]).status()).isEqualTo(413);
        assertThat(openai.emulator().fileCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"a.txt,batch,hello", "a.txt,fine-tune,{}", "a.jsonl,fine-tune,[]", "a.jsonl,fine-tune,hello",
            "a.png,vision,hello", "a.bmp,vision,hello", "a.txt,poetry,hello"})
    void whatDoesNotFitThePurposeIsRefused(String filename, String purpose, String content) throws IOException {
        Answer answer = upload(filename, purpose, content);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().path("type").asText()).isEqualTo("invalid_request_error");
    }

    @ParameterizedTest
    @CsvSource({"created_at,3599", "created_at,2592001", "created_at,soon", "now,3600"})
    void anImpossibleExpiryIsRefused(String anchor, String seconds) throws IOException {
        Map<String, String> fields = Map.of("purpose", "assistants", "expires_after[anchor]", anchor,
                "expires_after[seconds]", seconds);
        assertThat(client.upload("a.txt", HELLO, fields).status()).isEqualTo(400);
    }

    @Test
    void fieldsOfOtherNamesAreRefused() throws IOException {
        Answer answer = client.upload("a.txt", HELLO, Map.of("purpose", "assistants", "colour", "red"));
        assertThat(answer.error().path("code").asText()).isEqualTo("unknown_parameter");
        assertThat(answer.error().path("param").asText()).isEqualTo("colour");
    }

    @Test
    void purposeAndFileAreAskedFor() throws IOException {
        assertThat(client.upload("a.txt", HELLO, Map.of()).error().path("param").asText()).isEqualTo("purpose");
        assertThat(client.form("/files", "data", "a.txt", HELLO, Map.of("purpose", "batch")).error().path("param")
                .asText()).isEqualTo("file");
    }

    @Test
    void whatIsNoFormIsRefused() throws IOException {
        assertThat(client.post("/files", "{}").status()).isEqualTo(400);
    }

    @Test
    void nothingCanBeDownloadedWhereNothingIsDownloadable() throws IOException {
        String id = upload("a.jsonl", "batch", "hello").id();
        assertThat(client.get("/files/" + id + "/content").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=10001", "limit=many", "order=up", "after=file-unknown"})
    void listsRefuseWhatTheyDoNotUnderstand(String query) throws IOException {
        assertThat(client.get("/files?" + query).status()).isEqualTo(400);
    }
}
