package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A large file on its way in; guarded by the lock of {@link Service}. */
final class Upload {
    private static final Duration LIFE = Duration.ofHours(1);

    private final String id;
    private final String filename;
    private final String purpose;
    private final long bytes;
    private final Optional<Long> expiresAfter;
    private final Instant created;
    private final Map<String, Blob> parts = new LinkedHashMap<>();
    private String status = "pending";
    private Optional<StoredFile> file = Optional.empty();

    Upload(String id, String filename, String purpose, long bytes, Optional<Long> expiresAfter, Instant created) {
        this.id = id;
        this.filename = filename;
        this.purpose = purpose;
        this.bytes = bytes;
        this.expiresAfter = expiresAfter;
        this.created = created;
    }

    String id() {
        return id;
    }

    String filename() {
        return filename;
    }

    String purpose() {
        return purpose;
    }

    long bytes() {
        return bytes;
    }

    Optional<Long> expiresAfter() {
        return expiresAfter;
    }

    Map<String, Blob> parts() {
        return parts;
    }

    long received() {
        return parts.values().stream().mapToLong(Blob::size).sum();
    }

    boolean isPending() {
        return status.equals("pending");
    }

    void requirePending() {
        if (!isPending()) {
            throw ApiException.badRequest("Upload " + id + " is " + status + ".", "upload_id");
        }
    }

    /** Once this is over, its parts are let go. */
    void end(String how, Optional<StoredFile> result) {
        status = how;
        file = result;
        parts.values().forEach(Blob::release);
        parts.clear();
    }

    void expire(Instant now) {
        if (isPending() && !now.isBefore(created.plus(LIFE))) {
            end("expired", Optional.empty());
        }
    }

    /** The API description allows no null for {@code file}: it is left out until there is one. */
    ObjectNode json() {
        ObjectNode json = Json.object(id, "upload").put("bytes", bytes).put("created_at", Json.seconds(created))
                .put("filename", filename).put("purpose", purpose).put("status", status)
                .put("expires_at", Json.seconds(created.plus(LIFE)));
        file.ifPresent(ready -> json.set("file", ready.json()));
        return json;
    }
}
