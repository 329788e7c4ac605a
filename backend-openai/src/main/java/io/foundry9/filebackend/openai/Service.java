package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Api.Attached;
import io.foundry9.filebackend.openai.Api.Attachment;
import io.foundry9.filebackend.openai.Api.Body;
import io.foundry9.filebackend.openai.Api.Found;
import io.foundry9.filebackend.openai.Api.Indexing;
import io.foundry9.filebackend.openai.Api.Page;
import io.foundry9.filebackend.openai.Api.RemoteFile;
import io.foundry9.filebackend.openai.Api.VectorStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The service as the rest of this backend sees it: requests that are repeated where that does no harm, and looked for where
 * it would. What is deleted is gone afterwards, whether or not it was there. Safe for use by many threads.
 */
final class Service implements AutoCloseable {

    /** What a slow line carries in a second; it gives a large request the time that it needs. */
    private static final long BYTES_A_SECOND = 128 * 1024;

    private final Api api;
    private final Attempts attempts;
    private final TokenBucket attaching;

    /** @param attaching keeps to the limit for requests that attach */
    Service(Api api, Attempts attempts, TokenBucket attaching) {
        this.api = api;
        this.attempts = attempts;
        this.attaching = attaching;
    }

    long now() {
        return api.now();
    }

    void pause(Duration time) throws IOException {
        attempts.pause(time);
    }

    Optional<VectorStore> vectorStore(String id) throws IOException {
        return attempts.repeat(() -> ifThere(() -> api.vectorStore(id)));
    }

    /** All vector stores of a name. */
    List<VectorStore> vectorStores(String name) throws IOException {
        return all(api::vectorStores).stream().filter(store -> store.name().equals(name)).toList();
    }

    VectorStore createVectorStore(String name) throws IOException {
        return attempts.once(() -> api.createVectorStore(name),
                () -> first(api.vectorStores(Optional.empty()), store -> store.name().equals(name)), Duration.ZERO);
    }

    void noteOn(String storeId, Map<String, String> metadata) throws IOException {
        attempts.repeat(() -> api.noteOn(storeId, metadata));
    }

    /** @param name that no other file has, by which it is found again */
    RemoteFile upload(String name, String purpose, Body body) throws IOException {
        return attempts.once(() -> api.upload(name, purpose, body),
                () -> first(api.files(Optional.empty()), file -> file.name().equals(name)),
                Duration.ofSeconds(body.length() / BYTES_A_SECOND));
    }

    private static <T> Optional<T> first(Page<T> page, Predicate<T> wanted) {
        return page.items().stream().filter(wanted).findFirst();
    }

    Optional<RemoteFile> file(String id) throws IOException {
        return attempts.repeat(() -> ifThere(() -> api.file(id)));
    }

    List<RemoteFile> files() throws IOException {
        return all(api::files);
    }

    void delete(String fileId) throws IOException {
        gone(() -> api.delete(fileId));
    }

    InputStream content(String fileId) throws IOException {
        return attempts.repeat(() -> api.content(fileId));
    }

    String parsed(String storeId, String fileId) throws IOException {
        return attempts.repeat(() -> api.parsed(storeId, fileId));
    }

    Attached attach(String storeId, Attachment file) throws IOException {
        attempts.pause(attaching.take());
        return attempts.once(() -> api.attach(storeId, file), () -> present(storeId, file.id()), Duration.ZERO);
    }

    /** Attaches many; what is there afterwards is for the caller to find out. @return the batch, if there is word of one */
    Optional<String> attachAll(String storeId, List<Attachment> files) throws IOException {
        attempts.pause(attaching.take());
        return Optional.of(attempts.once(() -> api.attachAll(storeId, files),
                () -> present(storeId, files.get(0).id()).map(seen -> ""), Duration.ZERO))
                .filter(id -> !id.isEmpty());
    }

    private Optional<Attached> present(String storeId, String fileId) throws IOException {
        return ifThere(() -> api.attached(storeId, fileId));
    }

    /** The answer; nothing where the service says that there is no such thing. */
    private static <T> Optional<T> ifThere(Attempts.Call<T> call) throws IOException {
        try {
            return Optional.of(call.make());
        } catch (ApiException e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Indexing batch(String storeId, String batchId) throws IOException {
        return attempts.repeat(() -> api.batch(storeId, batchId));
    }

    /** What is attached under that id, if anything is. */
    Optional<Attached> attached(String storeId, String fileId) throws IOException {
        return attempts.repeat(() -> present(storeId, fileId));
    }

    List<Attached> attached(String storeId) throws IOException {
        return all(after -> api.attached(storeId, after));
    }

    /** @return nothing where it is not attached any more */
    Optional<Attached> describe(String storeId, Attachment file) throws IOException {
        return attempts.repeat(() -> ifThere(() -> api.describe(storeId, file)));
    }

    void detach(String storeId, String fileId) throws IOException {
        gone(() -> api.detach(storeId, fileId));
    }

    List<Found> search(String storeId, String question, int limit, double lowestScore, List<String> paths)
            throws IOException {
        return attempts.repeat(() -> api.search(storeId, question, limit, lowestScore, paths));
    }

    private interface Pages<T> {
        Page<T> after(Optional<String> cursor) throws IOException;
    }

    private interface Removal {
        void make() throws IOException;
    }

    private <T> List<T> all(Pages<T> pages) throws IOException {
        List<T> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Optional<String> cursor = next;
            Page<T> page = attempts.repeat(() -> pages.after(cursor));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    private void gone(Removal removal) throws IOException {
        attempts.repeat(() -> ifThere(() -> {
            removal.make();
            return removal;
        }));
    }

    @Override
    public void close() {
        api.close();
    }
}
