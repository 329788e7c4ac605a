package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Talks to an emulator as a client of the service does. */
final class TestClient {
    private static final String BOUNDARY = "----boundary-of-tests";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String key;

    TestClient(String baseUrl, String key) {
        this.baseUrl = baseUrl;
        this.key = key;
    }

    static TestClient of(OpenAiEmulator emulator) {
        return new TestClient(emulator.baseUrl(), "sk-emulator");
    }

    static TestClient of(OpenAiEmulatorExtension extension) {
        return of(extension.emulator());
    }

    /** What came back. */
    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("No JSON: " + text(), e);
            }
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return response.body();
        }

        String id() {
            return json().path("id").asText();
        }

        String text(String field) {
            return json().path(field).asText();
        }

        JsonNode error() {
            return json().path("error");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** One member of each object in a list. */
        List<String> listed(String field) {
            List<String> values = new ArrayList<>();
            json().path("data").forEach(item -> values.add(item.path(field).asText()));
            return values;
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    Answer delete(String path) throws IOException {
        return send("DELETE", path, BodyPublishers.noBody(), "application/json");
    }

    Answer post(String path) throws IOException {
        return send("POST", path, BodyPublishers.noBody(), "application/json");
    }

    /** Quotes of the JSON are written as single ones. */
    Answer post(String path, String json) throws IOException {
        return send("POST", path, BodyPublishers.ofString(json.replace('\'', '"')), "application/json");
    }

    Answer upload(String filename, String purpose, byte[] content) throws IOException {
        return upload(filename, content, Map.of("purpose", purpose));
    }

    Answer upload(String filename, byte[] content, Map<String, String> fields) throws IOException {
        return form("/files", "file", filename, content, fields);
    }

    String uploaded(String filename, String content) throws IOException {
        return upload(filename, "assistants", content.getBytes(StandardCharsets.UTF_8)).id();
    }

    Answer part(String uploadId, byte[] content) throws IOException {
        return form("/uploads/" + uploadId + "/parts", "data", "part", content, Map.of());
    }

    Answer form(String path, String name, String filename, byte[] content, Map<String, String> fields)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(formStart(name, filename, fields));
        body.writeBytes(content);
        body.writeBytes(formEnd());
        return form(path, BodyPublishers.ofByteArray(body.toByteArray()));
    }

    Answer form(String path, BodyPublisher body) throws IOException {
        return send("POST", path, body, "multipart/form-data; boundary=" + BOUNDARY);
    }

    static byte[] formStart(String name, String filename, Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((field, value) -> form.append("--").append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"").append(field).append("\"\r\n\r\n").append(value)
                .append("\r\n"));
        form.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; name=\"").append(name)
                .append("\"; filename=\"").append(filename).append("\"\r\n\r\n");
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] formEnd() {
        return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    Answer send(String method, String path, BodyPublisher body, String type) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path)).method(method, body)
                .header("Authorization", "Bearer " + key).header("Content-Type", type)
                .timeout(Duration.ofSeconds(30)).build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
