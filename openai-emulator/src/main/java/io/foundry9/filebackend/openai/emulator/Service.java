package io.foundry9.filebackend.openai.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the emulator and all operations on it, free of HTTP. Its monitor is the one lock that guards files,
 * uploads and vector stores.
 */
final class Service {
    private final Ids ids;
    private final EmulatorClock clock;
    private final FileRegistry files;
    private final VectorStores stores;
    private final UploadsApi uploads;
    private final RateLimiter rateLimiter;
    private final Map<Route, Operation> operations = new EnumMap<>(Route.class);

    private interface Operation {
        Reply answer(Call call) throws IOException;
    }

    Service(Settings settings, EmulatorClock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
        boolean strict = settings.strict();
        Expiration expiration = new Expiration(strict);
        PurposeRules rules = new PurposeRules(strict, settings.limits());
        stores = new VectorStores(ids, clock, settings);
        files = new FileRegistry(ids, clock, expiration, stores::forget);
        uploads = new UploadsApi(files, rules, expiration, ids, clock, settings);
        rateLimiter = new RateLimiter(settings.rateLimits(), clock);
        fileOperations(new FilesApi(files, rules, expiration, settings));
        storeOperations(new VectorStoresApi(stores, files, clock, strict), new SearchApi(stores, clock, strict));
        storeFileOperations(new StoreFilesApi(stores, files, clock, strict));
        batchOperations(new FileBatchesApi(stores, files, ids, clock, strict));
    }

    private void fileOperations(FilesApi api) {
        operations.put(Route.LIST_FILES, api::list);
        operations.put(Route.CREATE_FILE, api::create);
        operations.put(Route.RETRIEVE_FILE, api::retrieve);
        operations.put(Route.DELETE_FILE, api::delete);
        operations.put(Route.DOWNLOAD_FILE, api::download);
        operations.put(Route.CREATE_UPLOAD, uploads::create);
        operations.put(Route.ADD_PART, uploads::addPart);
        operations.put(Route.COMPLETE_UPLOAD, uploads::complete);
        operations.put(Route.CANCEL_UPLOAD, uploads::cancel);
    }

    private void storeOperations(VectorStoresApi api, SearchApi search) {
        operations.put(Route.LIST_STORES, api::list);
        operations.put(Route.CREATE_STORE, api::create);
        operations.put(Route.RETRIEVE_STORE, api::retrieve);
        operations.put(Route.UPDATE_STORE, api::update);
        operations.put(Route.DELETE_STORE, api::delete);
        operations.put(Route.SEARCH, search::search);
    }

    private void storeFileOperations(StoreFilesApi api) {
        operations.put(Route.LIST_STORE_FILES, api::list);
        operations.put(Route.ATTACH, api::attach);
        operations.put(Route.RETRIEVE_STORE_FILE, api::retrieve);
        operations.put(Route.UPDATE_STORE_FILE, api::update);
        operations.put(Route.DETACH, api::detach);
        operations.put(Route.STORE_FILE_CONTENT, api::content);
    }

    private void batchOperations(FileBatchesApi api) {
        operations.put(Route.ATTACH_BATCH, api::create);
        operations.put(Route.RETRIEVE_BATCH, api::retrieve);
        operations.put(Route.CANCEL_BATCH, api::cancel);
        operations.put(Route.LIST_BATCH_FILES, api::listFiles);
    }

    /** Does what the call asks; a refusal is a reply too. */
    synchronized Reply answer(Call call) throws IOException {
        sweep();
        try {
            Map<String, String> headers = rateLimiter.admit(call);
            return operations.get(call.route()).answer(call).with(headers);
        } catch (ApiException e) {
            return e.reply();
        }
    }

    String newRequestId() {
        return ids.request();
    }

    synchronized String createVectorStore(String name) {
        return stores.create(name, Json.object()).id();
    }

    synchronized String addFile(String filename, String purpose, Blob content) {
        return files.add(filename, purpose, content, Optional.empty()).id();
    }

    synchronized void attach(String storeId, String fileId, ObjectNode attributes) {
        try {
            stores.attach(stores.get(storeId), files.get(fileId), attributes, Chunking.AUTO, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<FileView> files() {
        sweep();
        return files.all().stream().map(StoredFile::view).toList();
    }

    synchronized Blob content(String fileId) {
        sweep();
        return files.get(fileId).content().retain();
    }

    synchronized List<VectorStoreFileView> storeFiles(String storeId) {
        sweep();
        Instant now = clock.now();
        return stores.get(storeId).files().values().stream().map(file -> file.view(now)).toList();
    }

    synchronized List<String> vectorStores() {
        return stores.all().stream().map(VectorStore::id).toList();
    }

    synchronized long pendingUploads() {
        sweep();
        return uploads.pending();
    }

    private void sweep() {
        files.sweep();
        uploads.sweep();
    }
}
