package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyClientsTest {
    private static final int LARGE = 300_000;

    @TempDir Path folder;

    private long contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void manyUploadAndAttachAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().start()) {
            TestClient client = TestClient.of(emulator);
            String store = emulator.createVectorStore("docs");
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                String name = i + ".txt";
                answers.add(threads.submit(() -> client.post("/vector_stores/" + store + "/files",
                        "{'file_id':'" + client.uploaded(name, name) + "'}").status()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
            assertThat(emulator.vectorStoreFiles(store)).hasSize(80);
            assertThat(emulator.violations()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void largeContentsLieInFilesUntilTheyAreDeleted() throws IOException {
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().temporaryFolder(folder).start()) {
            TestClient client = TestClient.of(emulator);
            String id = client.upload("a.txt", "assistants", new byte[LARGE]).id();
            client.upload("b.txt", "assistants", new byte[LARGE]);
            assertThat(contents()).isEqualTo(2);
            client.delete("/files/" + id);
            assertThat(contents()).isEqualTo(1);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRefusedFileLeavesNothing() throws IOException {
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().temporaryFolder(folder).start()) {
            assertThat(TestClient.of(emulator).upload("a.png", "vision", new byte[LARGE]).status()).isEqualTo(400);
            assertThat(contents()).isZero();
        }
    }

    @Test
    void anUploadThatIsBrokenOffLeavesNothing() throws Exception {
        try (OpenAiEmulator emulator = OpenAiEmulator.strict().temporaryFolder(folder).start()) {
            try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
                OutputStream out = socket.getOutputStream();
                out.write(("POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sk-emulator\r\n"
                        + "Content-Type: multipart/form-data; boundary=----boundary-of-tests\r\n"
                        + "Content-Length: 10000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(TestClient.formStart("file", "a.txt", Map.of("purpose", "assistants")));
                out.write(new byte[LARGE]);
                waitUntil(1);
            }
            waitUntil(0);
            assertThat(emulator.fileCount()).isZero();
        }
    }

    private void waitUntil(long count) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (contents() != count && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(contents()).isEqualTo(count);
    }

    @Test
    void closingTwiceIsNoHarm() {
        OpenAiEmulator emulator = OpenAiEmulator.strict().start();
        emulator.close();
        emulator.close();
    }
}
