package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /vector_stores} themselves. Runs under the lock of {@link Service}. */
final class VectorStoresApi {
    private static final int FILES = 500;
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_DAYS = 365;

    private final VectorStores stores;
    private final FileRegistry files;
    private final EmulatorClock clock;
    private final boolean strict;

    VectorStoresApi(VectorStores stores, FileRegistry files, EmulatorClock clock, boolean strict) {
        this.stores = stores;
        this.files = files;
        this.clock = clock;
        this.strict = strict;
    }

    Reply create(Call call) throws IOException {
        JsonFields body = call.fields(strict).only("file_ids", "name", "description", "expires_after",
                "chunking_strategy", "metadata");
        String name = body.text("name").orElse("");
        body.text("description");
        ObjectNode metadata = Attributes.metadata(body);
        Optional<Long> days = expiresAfter(body);
        Chunking chunking = Chunking.in(body);
        List<StoredFile> attached = new ArrayList<>();
        if (body.value("file_ids").isPresent()) {
            body.texts("file_ids", FILES).forEach(id -> attached.add(files.get(id)));
        }
        VectorStore store = stores.create(name, metadata);
        store.setExpiresAfterDays(days);
        for (StoredFile file : attached) {
            stores.attach(store, file, Json.object(), chunking, call.fault());
        }
        return ok(store);
    }

    Reply list(Call call) {
        return Reply.ok(Page.of(stores.all(), call.query(), PAGE, LARGEST_PAGE, VectorStore::id,
                store -> store.json(clock.now())));
    }

    Reply retrieve(Call call) {
        return ok(stores.get(call.id()));
    }

    Reply update(Call call) {
        VectorStore store = stores.get(call.id());
        JsonFields body = call.fields(strict).only("name", "expires_after", "metadata");
        Optional<String> name = body.text("name");
        Optional<Long> days = expiresAfter(body);
        ObjectNode metadata = Attributes.metadata(body);
        name.ifPresent(store::rename);
        if (days.isPresent()) {
            store.setExpiresAfterDays(days);
        }
        if (body.value("metadata").isPresent()) {
            store.setMetadata(metadata);
        }
        return ok(store);
    }

    Reply delete(Call call) {
        stores.delete(stores.get(call.id()));
        return Reply.ok(Json.object(call.id(), "vector_store.deleted").put("deleted", true));
    }

    private Reply ok(VectorStore store) {
        return Reply.ok(store.json(clock.now()));
    }

    private static Optional<Long> expiresAfter(JsonFields body) {
        return body.object("expires_after").map(policy -> {
            policy.required("anchor");
            policy.oneOf("anchor", "last_active_at");
            policy.required("days");
            return policy.integer("days", 1, LONGEST_DAYS).orElseThrow();
        });
    }
}
