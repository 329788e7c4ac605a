package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response before it is sent: so that it can be lost, cut, delayed or answered twice. */
record Reply(int status, String contentType, Map<String, String> headers, Body body) {
    private static final String JSON = "application/json";

    static Reply json(int status, JsonNode node) {
        return new Reply(status, JSON, Map.of(), Body.of(node));
    }

    static Reply ok(JsonNode node) {
        return json(200, node);
    }

    static Reply streamedJson(Body body) {
        return new Reply(200, JSON, Map.of(), body);
    }

    static Reply bytes(Blob blob) {
        return new Reply(200, "application/octet-stream", Map.of(), Body.of(blob));
    }

    static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType, Map.of(), Body.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    Reply with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, all, body);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
