package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** A File of the service. Its content is held until it is deleted; guarded by the lock of {@link Service}. */
final class StoredFile {
    private final String id;
    private final String filename;
    private final String purpose;
    private final Blob content;
    private final Instant created;
    private final Optional<Instant> expires;
    private boolean deleted;

    StoredFile(String id, String filename, String purpose, Blob content, Instant created, Optional<Instant> expires) {
        this.id = id;
        this.filename = filename;
        this.purpose = purpose;
        this.content = content.retain();
        this.created = created;
        this.expires = expires;
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

    Blob content() {
        return content;
    }

    boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    boolean isDeleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
        content.release();
    }

    FileView view() {
        return new FileView(id, filename, purpose, content.size(), created, expires);
    }

    /** {@code expires_at} is left out when it never does: the API description allows no null there. */
    ObjectNode json() {
        ObjectNode json = Json.object(id, "file").put("bytes", content.size()).put("created_at", Json.seconds(created))
                .put("filename", filename).put("purpose", purpose).put("status", "processed");
        expires.ifPresent(time -> json.put("expires_at", Json.seconds(time)));
        return json;
    }
}
