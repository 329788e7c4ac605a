package io.foundry9.filebackend.openai.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.openai.emulator.TestClient.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UploadsTest {
    private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

    @RegisterExtension final OpenAiEmulatorExtension openai = new OpenAiEmulatorExtension(
            OpenAiEmulator.strict().limits(new Limits(100, 100, 4, 10)));

    private TestClient client;

    @BeforeEach
    void connect() {
        client = TestClient.of(openai);
    }

    private Answer begin(int bytes) throws IOException {
        return client.post("/uploads", "{'filename':'a.txt','purpose':'assistants','mime_type':'text/plain','bytes':"
                + bytes + "}");
    }

    private String part(String upload, String content) throws IOException {
        return client.part(upload, content.getBytes(UTF_8)).id();
    }

    @Test
    void partsBecomeAFileInTheOrderThatIsAskedFor() throws IOException {
        Answer upload = begin(5);
        assertThat(upload.text("status")).isEqualTo("pending");
        assertThat(openai.emulator().pendingUploads()).isEqualTo(1);
        String end = part(upload.id(), "lo");
        String start = part(upload.id(), "hel");
        Answer completed = client.post("/uploads/" + upload.id() + "/complete",
                "{'part_ids':['" + start + "','" + end + "'],'md5':'" + MD5_OF_HELLO + "'}");
        assertThat(completed.text("status")).isEqualTo("completed");
        String file = completed.json().path("file").path("id").asText();
        assertThat(openai.emulator().content(file)).isEqualTo("hello".getBytes(UTF_8));
        assertThat(openai.emulator().pendingUploads()).isZero();
    }

    @Test
    void theBytesMustBeAsManyAsAnnounced() throws IOException {
        String upload = begin(5).id();
        String part = part(upload, "hel");
        Answer answer = client.post("/uploads/" + upload + "/complete", "{'part_ids':['" + part + "']}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(openai.emulator().pendingUploads()).isEqualTo(1);
    }

    @Test
    void theMd5MustBeRight() throws IOException {
        String upload = begin(3).id();
        String part = part(upload, "abc");
        Answer answer = client.post("/uploads/" + upload + "/complete",
                "{'part_ids':['" + part + "'],'md5':'" + MD5_OF_HELLO + "'}");
        assertThat(answer.error().path("param").asText()).isEqualTo("md5");
    }

    @Test
    void partsAndUploadsHaveALargestSize() throws IOException {
        assertThat(begin(11).status()).isEqualTo(413);
        String upload = begin(10).id();
        assertThat(client.part(upload, new byte[5]).status()).isEqualTo(413);
        for (int i = 0; i < 2; i++) {
            assertThat(client.part(upload, new byte[4]).status()).isEqualTo(200);
        }
        assertThat(client.part(upload, new byte[4]).status()).isEqualTo(413);
    }

    @Test
    void aCancelledUploadTakesNoMoreParts() throws IOException {
        String upload = begin(5).id();
        assertThat(client.post("/uploads/" + upload + "/cancel").text("status")).isEqualTo("cancelled");
        assertThat(client.part(upload, new byte[1]).status()).isEqualTo(400);
        assertThat(client.post("/uploads/" + upload + "/cancel").status()).isEqualTo(400);
    }

    @Test
    void anUploadExpiresAfterAnHour() throws IOException {
        String upload = begin(5).id();
        openai.emulator().advance(Duration.ofHours(1));
        assertThat(openai.emulator().pendingUploads()).isZero();
        assertThat(client.part(upload, new byte[1]).status()).isEqualTo(400);
    }

    @Test
    void unknownUploadsAndPartsAreNotFound() throws IOException {
        assertThat(client.post("/uploads/upload_x/cancel").status()).isEqualTo(404);
        Answer answer = client.post("/uploads/" + begin(1).id() + "/complete", "{'part_ids':['part_x']}");
        assertThat(answer.error().path("param").asText()).isEqualTo("part_ids");
    }
}
