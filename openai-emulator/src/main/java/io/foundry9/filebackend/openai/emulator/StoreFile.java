package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A File attached to a vector store. What becomes of it is known from the beginning, and shows once the indexing delay
 * is over. Guarded by the lock of {@link Service}.
 */
final class StoreFile {
    private final String storeId;
    private final StoredFile file;
    private final Chunking chunking;
    private final Instant created;
    private final Instant ready;
    private final Optional<IndexingError> error;
    private ObjectNode attributes;
    private boolean cancelled;
    private Optional<PassageIndex> index = Optional.empty();

    /** Why indexing fails: a code of the API description, and a text. */
    record IndexingError(String code, String message) {
        ObjectNode json() {
            return Json.object().put("code", code).put("message", message);
        }
    }

    StoreFile(String storeId, StoredFile file, ObjectNode attributes, Chunking chunking, Instant created,
            Instant ready, Optional<IndexingError> error) {
        this.storeId = storeId;
        this.file = file;
        this.attributes = attributes;
        this.chunking = chunking;
        this.created = created;
        this.ready = ready;
        this.error = error;
    }

    String id() {
        return file.id();
    }

    StoredFile file() {
        return file;
    }

    ObjectNode attributes() {
        return attributes;
    }

    void setAttributes(ObjectNode all) {
        attributes = all;
    }

    /** Stops indexing, if that is still going on. */
    void cancel(Instant now) {
        cancelled |= status(now).equals("in_progress");
    }

    String status(Instant now) {
        if (cancelled) {
            return "cancelled";
        }
        if (now.isBefore(ready)) {
            return "in_progress";
        }
        return error.isPresent() ? "failed" : "completed";
    }

    boolean isCompleted(Instant now) {
        return status(now).equals("completed");
    }

    /** Whether it has text that can be searched and read. */
    boolean hasText(Instant now) {
        return isCompleted(now) && !file.isDeleted();
    }

    long usage(Instant now) {
        return isCompleted(now) ? file.content().size() : 0;
    }

    PassageIndex index() {
        if (index.isEmpty()) {
            index = Optional.of(PassageIndex.of(ParsedText.of(file), chunking));
        }
        return index.get();
    }

    VectorStoreFileView view(Instant now) {
        return new VectorStoreFileView(id(), file.filename(), status(now), Attributes.toMap(attributes),
                file.isDeleted());
    }

    ObjectNode json(Instant now) {
        String status = status(now);
        ObjectNode json = Json.object(id(), "vector_store.file").put("usage_bytes", usage(now))
                .put("created_at", Json.seconds(created)).put("vector_store_id", storeId).put("status", status);
        json.set("last_error", status.equals("failed") ? error.orElseThrow().json() : null);
        json.set("chunking_strategy", chunking.json());
        json.set("attributes", attributes);
        return json;
    }
}
