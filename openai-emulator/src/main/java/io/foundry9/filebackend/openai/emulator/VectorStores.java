package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The vector stores, and how files come into them; guarded by the lock of {@link Service}. */
final class VectorStores {
    private final Map<String, VectorStore> stores = new LinkedHashMap<>();
    private final Ids ids;
    private final EmulatorClock clock;
    private final Settings settings;

    VectorStores(Ids ids, EmulatorClock clock, Settings settings) {
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    VectorStore create(String name, ObjectNode metadata) {
        VectorStore store = new VectorStore(ids.vectorStore(), name, metadata, clock.now());
        stores.put(store.id(), store);
        return store;
    }

    VectorStore get(String id) {
        VectorStore store = stores.get(id);
        if (store == null) {
            throw ApiException.notFound("Vector store with id '" + id + "' not found.", "vector_store_id");
        }
        return store;
    }

    /** A store that has not expired; being used, it stays. */
    VectorStore inUse(String id) {
        VectorStore store = get(id);
        Instant now = clock.now();
        if (store.isExpired(now)) {
            throw ApiException.badRequest("Vector store with id '" + id + "' is expired.", "vector_store_id");
        }
        store.touch(now);
        return store;
    }

    Collection<VectorStore> all() {
        return stores.values();
    }

    void delete(VectorStore store) {
        stores.remove(store.id());
    }

    /** What is attached already stays as it is, with its attributes. */
    StoreFile attach(VectorStore store, StoredFile file, ObjectNode attributes, Chunking chunking,
            Optional<Fault> fault) throws IOException {
        StoreFile present = store.files().get(file.id());
        if (present != null) {
            return present;
        }
        Instant now = clock.now();
        StoreFile attached = new StoreFile(store.id(), file, attributes, chunking, now, now.plus(delay(fault)),
                problem(file, fault));
        store.files().put(file.id(), attached);
        return attached;
    }

    /** Called for a File that has been deleted. */
    void forget(StoredFile file) {
        if (settings.detachesDeleted()) {
            stores.values().forEach(store -> store.files().remove(file.id()));
        }
    }

    private Duration delay(Optional<Fault> fault) {
        Duration more = fault.filter(f -> f.kind() == FaultKind.SLOW_INDEXING).map(Fault::time).orElse(Duration.ZERO);
        return settings.indexingDelay().plus(more);
    }

    private Optional<StoreFile.IndexingError> problem(StoredFile file, Optional<Fault> fault) throws IOException {
        if (fault.filter(f -> f.kind() == FaultKind.FAILED_INDEXING).isPresent()) {
            return Optional.of(new StoreFile.IndexingError("server_error", "An internal error occurred."));
        }
        return settings.strict() ? FileTypes.problem(file) : Optional.empty();
    }
}
