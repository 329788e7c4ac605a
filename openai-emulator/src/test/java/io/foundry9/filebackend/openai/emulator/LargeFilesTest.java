package io.foundry9.filebackend.openai.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFilesTest {
    private static final long SIZE = (Boolean.getBoolean("f9.long") ? 500L : 100L) << 20;

    @TempDir Path folder;

    private Process emulator;
    private String baseUrl;

    @BeforeEach
    void startWithLittleMemory() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        emulator = new ProcessBuilder(java, "-Xmx64m", "-Djava.io.tmpdir=" + folder, "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "--lenient")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line = new BufferedReader(new InputStreamReader(emulator.getInputStream())).readLine();
        baseUrl = line.substring(line.indexOf("http"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        emulator.destroy();
        emulator.waitFor();
    }

    @Test
    void aLargeFilePassesInLittleMemoryInBothDirectionsAndLeavesNothing() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<byte[]> made = http.send(request("/files")
                .header("Content-Type", "multipart/form-data; boundary=----boundary-of-tests")
                .POST(BodyPublishers.ofInputStream(LargeFilesTest::form)).build(), BodyHandlers.ofByteArray());
        assertThat(made.statusCode()).isEqualTo(200);
        String id = Json.MAPPER.readTree(made.body()).path("id").asText();
        HttpResponse<InputStream> got = http.send(request("/files/" + id + "/content").build(),
                BodyHandlers.ofInputStream());
        try (InputStream in = got.body()) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(SIZE);
        }
        emulator.destroy();
        emulator.waitFor();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("openai"))).isEmpty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Authorization", "Bearer sk-emulator");
    }

    /** Of unknown length, so that it is sent in chunks. */
    private static InputStream form() {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(TestClient.formStart("file", "a.bin", Map.of("purpose", "user_data"))),
                new Zeros(SIZE), new ByteArrayInputStream(TestClient.formEnd()))));
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
        }
    }
}
