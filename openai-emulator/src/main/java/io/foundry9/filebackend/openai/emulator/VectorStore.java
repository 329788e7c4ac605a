package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A vector store with what is attached to it; guarded by the lock of {@link Service}. */
final class VectorStore {
    private final String id;
    private final Instant created;
    private final Map<String, StoreFile> files = new LinkedHashMap<>();
    private final Map<String, FileBatch> batches = new LinkedHashMap<>();
    private String name;
    private ObjectNode metadata;
    private Optional<Long> expiresAfterDays = Optional.empty();
    private Instant lastActive;

    VectorStore(String id, String name, ObjectNode metadata, Instant created) {
        this.id = id;
        this.name = name;
        this.metadata = metadata;
        this.created = created;
        this.lastActive = created;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Map<String, StoreFile> files() {
        return files;
    }

    Map<String, FileBatch> batches() {
        return batches;
    }

    void rename(String to) {
        name = to;
    }

    void setMetadata(ObjectNode all) {
        metadata = all;
    }

    void setExpiresAfterDays(Optional<Long> days) {
        expiresAfterDays = days;
    }

    void touch(Instant now) {
        lastActive = now;
    }

    boolean isExpired(Instant now) {
        return expiresAt().filter(time -> !now.isBefore(time)).isPresent();
    }

    StoreFile file(String fileId) {
        StoreFile file = files.get(fileId);
        if (file == null) {
            throw ApiException.notFound("No file found with id '" + fileId + "' in vector store '" + id + "'.", null);
        }
        return file;
    }

    FileBatch batch(String batchId) {
        FileBatch batch = batches.get(batchId);
        if (batch == null) {
            throw ApiException.notFound("No file batch found with id '" + batchId + "' in vector store '" + id
                    + "'.", null);
        }
        return batch;
    }

    private Optional<Instant> expiresAt() {
        return expiresAfterDays.map(days -> lastActive.plus(Duration.ofDays(days)));
    }

    /**
     * The API description allows no null for {@code name} and {@code expires_after}, where users have seen null: here
     * the name is then empty, and {@code expires_after} left out.
     */
    ObjectNode json(Instant now) {
        ObjectNode json = Json.object(id, "vector_store").put("created_at", Json.seconds(created)).put("name", name)
                .put("usage_bytes", files.values().stream().mapToLong(file -> file.usage(now)).sum());
        json.set("file_counts", counts(files.values(), now));
        json.put("status", status(now));
        expiresAfterDays.ifPresent(
                days -> json.putObject("expires_after").put("anchor", "last_active_at").put("days", days));
        json.put("expires_at", expiresAt().map(Json::seconds).orElse(null));
        json.put("last_active_at", Json.seconds(lastActive));
        json.set("metadata", metadata);
        return json;
    }

    private String status(Instant now) {
        if (isExpired(now)) {
            return "expired";
        }
        boolean busy = files.values().stream().anyMatch(file -> file.status(now).equals("in_progress"));
        return busy ? "in_progress" : "completed";
    }

    static ObjectNode counts(Collection<StoreFile> files, Instant now) {
        ObjectNode counts = Json.object();
        for (String status : new String[] {"in_progress", "completed", "failed", "cancelled"}) {
            counts.put(status, files.stream().filter(file -> file.status(now).equals(status)).count());
        }
        return counts.put("total", files.size());
    }
}
