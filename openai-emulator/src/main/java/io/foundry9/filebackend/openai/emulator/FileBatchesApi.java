package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /vector_stores/{id}/file_batches}. Runs under the lock of {@link Service}. */
final class FileBatchesApi {
    private static final int FILES = 2000;

    private final VectorStores stores;
    private final FileRegistry files;
    private final Ids ids;
    private final EmulatorClock clock;
    private final boolean strict;

    private record Item(StoredFile file, ObjectNode attributes, Chunking chunking) {
    }

    FileBatchesApi(VectorStores stores, FileRegistry files, Ids ids, EmulatorClock clock, boolean strict) {
        this.stores = stores;
        this.files = files;
        this.ids = ids;
        this.clock = clock;
        this.strict = strict;
    }

    /** All of it is checked before anything is attached. */
    Reply create(Call call) throws IOException {
        VectorStore store = stores.inUse(call.id());
        JsonFields body = call.fields(strict).only("file_ids", "files", "chunking_strategy", "attributes");
        Map<String, StoreFile> attached = new LinkedHashMap<>();
        for (Item item : items(body)) {
            attached.put(item.file().id(), stores.attach(store, item.file(), item.attributes(), item.chunking(),
                    call.fault()));
        }
        FileBatch batch = new FileBatch(ids.batch(), store.id(), clock.now(), attached.values());
        store.batches().put(batch.id(), batch);
        return ok(batch);
    }

    Reply retrieve(Call call) {
        return ok(batch(call));
    }

    Reply cancel(Call call) {
        FileBatch batch = batch(call);
        batch.cancel(clock.now());
        return ok(batch);
    }

    Reply listFiles(Call call) {
        return Reply.ok(StoreFilesApi.page(batch(call).files(), call.query(), clock.now()));
    }

    private List<Item> items(JsonFields body) {
        boolean byId = body.value("file_ids").isPresent();
        boolean byObject = body.value("files").isPresent();
        if (byId == byObject) {
            throw ApiException.badRequest("Exactly one of 'file_ids' and 'files' must be given.", "file_ids");
        }
        List<Item> items = new ArrayList<>();
        if (byId) {
            ObjectNode attributes = Attributes.in(body);
            Chunking chunking = Chunking.in(body);
            body.texts("file_ids", FILES).forEach(id -> items.add(new Item(files.get(id), attributes.deepCopy(),
                    chunking)));
        } else {
            body.objects("files", FILES).forEach(file -> items.add(item(file)));
        }
        if (items.isEmpty()) {
            throw ApiException.badRequest("A batch must have at least one file.", "file_ids",
                    "array_below_min_length");
        }
        return items;
    }

    private Item item(JsonFields file) {
        file.only("file_id", "attributes", "chunking_strategy");
        return new Item(files.get(file.requiredText("file_id")), Attributes.in(file), Chunking.in(file));
    }

    private FileBatch batch(Call call) {
        return stores.get(call.id()).batch(call.secondId());
    }

    private Reply ok(FileBatch batch) {
        return Reply.ok(batch.json(clock.now()));
    }
}
