package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /vector_stores/{id}/files}. Runs under the lock of {@link Service}. */
final class StoreFilesApi {
    private static final Set<String> STATUSES = Set.of("in_progress", "completed", "failed", "cancelled");
    private static final int PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final VectorStores stores;
    private final FileRegistry files;
    private final EmulatorClock clock;
    private final boolean strict;

    StoreFilesApi(VectorStores stores, FileRegistry files, EmulatorClock clock, boolean strict) {
        this.stores = stores;
        this.files = files;
        this.clock = clock;
        this.strict = strict;
    }

    Reply attach(Call call) throws IOException {
        VectorStore store = stores.inUse(call.id());
        JsonFields body = call.fields(strict).only("file_id", "chunking_strategy", "attributes");
        ObjectNode attributes = Attributes.in(body);
        Chunking chunking = Chunking.in(body);
        StoredFile file = files.get(body.requiredText("file_id"));
        return ok(stores.attach(store, file, attributes, chunking, call.fault()));
    }

    Reply list(Call call) {
        return Reply.ok(page(stores.get(call.id()).files().values(), call.query(), clock.now()));
    }

    Reply retrieve(Call call) {
        return ok(stores.get(call.id()).file(call.secondId()));
    }

    /** All attributes are replaced by those of the request. */
    Reply update(Call call) {
        StoreFile file = stores.get(call.id()).file(call.secondId());
        JsonFields body = call.fields(strict).only("attributes");
        body.requirePresent("attributes");
        file.setAttributes(Attributes.in(body));
        return ok(file);
    }

    Reply detach(Call call) {
        VectorStore store = stores.get(call.id());
        store.files().remove(store.file(call.secondId()).id());
        return Reply.ok(Json.object(call.secondId(), "vector_store.file.deleted").put("deleted", true));
    }

    Reply content(Call call) {
        StoreFile file = stores.get(call.id()).file(call.secondId());
        if (file.file().isDeleted()) {
            throw ApiException.notFound("No such File object: " + file.id(), "file_id");
        }
        if (!file.isCompleted(clock.now())) {
            throw ApiException.badRequest("File '" + file.id() + "' has not been processed: its status is "
                    + file.status(clock.now()) + ".", "file_id");
        }
        return Reply.streamedJson(new ContentPage(file.file()));
    }

    /** A page of attached files, those of one status if the query says so. */
    static ObjectNode page(Collection<StoreFile> all, Query query, Instant now) {
        Optional<String> status = query.oneOf("filter", STATUSES);
        List<StoreFile> wanted = all.stream()
                .filter(file -> status.isEmpty() || status.get().equals(file.status(now))).toList();
        return Page.of(wanted, query, PAGE, LARGEST_PAGE, StoreFile::id, file -> file.json(now));
    }

    private Reply ok(StoreFile file) {
        return Reply.ok(file.json(clock.now()));
    }
}
