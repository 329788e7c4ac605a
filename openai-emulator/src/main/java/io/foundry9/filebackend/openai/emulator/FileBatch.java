package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Files that were attached by one request; guarded by the lock of {@link Service}. The API description calls the object
 * {@code vector_store.file_batch} in its text and {@code vector_store.files_batch} in its enumeration: here it is the
 * latter.
 */
final class FileBatch {
    private final String id;
    private final String storeId;
    private final Instant created;
    private final List<StoreFile> files;
    private boolean cancelled;

    FileBatch(String id, String storeId, Instant created, Collection<StoreFile> files) {
        this.id = id;
        this.storeId = storeId;
        this.created = created;
        this.files = List.copyOf(files);
    }

    String id() {
        return id;
    }

    List<StoreFile> files() {
        return files;
    }

    void cancel(Instant now) {
        cancelled |= status(now).equals("in_progress");
        files.forEach(file -> file.cancel(now));
    }

    private String status(Instant now) {
        if (cancelled) {
            return "cancelled";
        }
        if (files.stream().anyMatch(file -> file.status(now).equals("in_progress"))) {
            return "in_progress";
        }
        return files.stream().allMatch(file -> file.status(now).equals("failed")) ? "failed" : "completed";
    }

    ObjectNode json(Instant now) {
        ObjectNode json = Json.object(id, "vector_store.files_batch").put("created_at", Json.seconds(created))
                .put("vector_store_id", storeId).put("status", status(now));
        return json.set("file_counts", VectorStore.counts(files, now));
    }
}
