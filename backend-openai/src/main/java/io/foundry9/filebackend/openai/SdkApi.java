package io.foundry9.filebackend.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.models.ComparisonFilter;
import com.openai.models.files.FileContentParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileDeleteParams;
import com.openai.models.files.FileListPage;
import com.openai.models.files.FileListParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.files.FileRetrieveParams;
import com.openai.models.vectorstores.VectorStoreCreateParams;
import com.openai.models.vectorstores.VectorStoreListPage;
import com.openai.models.vectorstores.VectorStoreListParams;
import com.openai.models.vectorstores.VectorStoreRetrieveParams;
import com.openai.models.vectorstores.VectorStoreSearchParams;
import com.openai.models.vectorstores.VectorStoreUpdateParams;
import com.openai.models.vectorstores.filebatches.FileBatchCreateParams;
import com.openai.models.vectorstores.filebatches.FileBatchRetrieveParams;
import com.openai.models.vectorstores.filebatches.VectorStoreFileBatch;
import com.openai.models.vectorstores.files.FileUpdateParams;
import com.openai.models.vectorstores.files.VectorStoreFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The requests, made by the official client, whose own repetitions are off. Safe for use by many threads. */
final class SdkApi implements Api {

    private static final long FILES_IN_A_PAGE = 10_000;
    private static final long STORES_IN_A_PAGE = 100;
    private static final long ATTACHED_IN_A_PAGE = 100;

    private final OpenAIClient client;
    private final SdkCalls calls;
    private final RequestOptions brief;
    private final RequestOptions lengthy;

    /**
     * @param timeout for a whole request, unless it carries content
     * @param stall how long a transfer of content may stand still
     */
    SdkApi(OpenAIClient client, SdkCalls calls, Duration timeout, Duration stall) {
        this.client = client;
        this.calls = calls;
        this.brief = options(stall, timeout);
        this.lengthy = options(stall, Duration.ZERO);
    }

    private static RequestOptions options(Duration stall, Duration whole) {
        return RequestOptions.builder()
                .timeout(Timeout.builder().connect(stall).read(stall).write(stall).request(whole).build())
                .build();
    }

    @Override
    public VectorStore vectorStore(String id) throws IOException {
        var params = VectorStoreRetrieveParams.builder().vectorStoreId(id).build();
        return store(calls.ask(() -> client.vectorStores().withRawResponse().retrieve(params, brief)));
    }

    @Override
    public Page<VectorStore> vectorStores(Optional<String> after) throws IOException {
        var params = VectorStoreListParams.builder().limit(STORES_IN_A_PAGE).order(VectorStoreListParams.Order.DESC)
                .after(after).build();
        VectorStoreListPage page = calls.ask(() -> client.vectorStores().withRawResponse().list(params, brief));
        List<VectorStore> stores = page.items().stream().map(SdkApi::store).toList();
        return page(stores, page.hasNextPage(), VectorStore::id);
    }

    @Override
    public VectorStore createVectorStore(String name) throws IOException {
        var params = VectorStoreCreateParams.builder().name(name).build();
        return store(calls.ask(() -> client.vectorStores().withRawResponse().create(params, brief)));
    }

    @Override
    public VectorStore noteOn(String storeId, Map<String, String> metadata) throws IOException {
        var params = VectorStoreUpdateParams.builder().vectorStoreId(storeId)
                .metadata(VectorStoreUpdateParams.Metadata.builder().putAllAdditionalProperties(json(metadata)).build())
                .build();
        return store(calls.ask(() -> client.vectorStores().withRawResponse().update(params, brief)));
    }

    private static VectorStore store(com.openai.models.vectorstores.VectorStore store) {
        Map<String, String> metadata = new HashMap<>();
        store.metadata().ifPresent(all -> all._allProperties()
                .forEach((key, value) -> value(value).ifPresent(text -> metadata.put(key, text.toString()))));
        return new VectorStore(store.id(), store._name().asKnown().orElse(""), metadata);
    }

    @Override
    public RemoteFile upload(String name, String purpose, Body body) throws IOException {
        try (InputStream in = body.open()) {
            var params = FileCreateParams.builder()
                    .file(MultipartField.<InputStream>builder().value(in).filename(name)
                            .contentType("application/octet-stream").build())
                    .purpose(FilePurpose.of(purpose))
                    .build();
            return file(calls.ask(() -> client.files().withRawResponse().create(params, lengthy)));
        }
    }

    private static RemoteFile file(FileObject file) {
        return new RemoteFile(file.id(), file.filename(), file.purpose().asString(), file.bytes(), file.createdAt(),
                file.expiresAt().map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    @Override
    public RemoteFile file(String id) throws IOException {
        var params = FileRetrieveParams.builder().fileId(id).build();
        return file(calls.ask(() -> client.files().withRawResponse().retrieve(params, brief)));
    }

    @Override
    public Page<RemoteFile> files(Optional<String> after) throws IOException {
        var params =
                FileListParams.builder().limit(FILES_IN_A_PAGE).order(FileListParams.Order.DESC).after(after).build();
        FileListPage page = calls.ask(() -> client.files().withRawResponse().list(params, brief));
        return page(page.items().stream().map(SdkApi::file).toList(), page.hasNextPage(), RemoteFile::id);
    }

    @Override
    public void delete(String fileId) throws IOException {
        var params = FileDeleteParams.builder().fileId(fileId).build();
        calls.ask(() -> client.files().withRawResponse().delete(params, brief));
    }

    @Override
    public InputStream content(String fileId) throws IOException {
        var params = FileContentParams.builder().fileId(fileId).build();
        HttpResponse response = calls.open(() -> client.files().withRawResponse().content(params, lengthy));
        return new FilterInputStream(response.body()) {
            @Override
            public void close() throws IOException {
                response.close();
            }
        };
    }

    @Override
    public String parsed(String storeId, String fileId) throws IOException {
        var params = com.openai.models.vectorstores.files.FileContentParams.builder()
                .vectorStoreId(storeId).fileId(fileId).build();
        return calls.ask(() -> client.vectorStores().files().withRawResponse().content(params, lengthy)).items()
                .stream()
                .map(piece -> piece.text().orElse("")).collect(Collectors.joining());
    }

    @Override
    public Attached attach(String storeId, Attachment file) throws IOException {
        var params = com.openai.models.vectorstores.files.FileCreateParams.builder()
                .vectorStoreId(storeId)
                .fileId(file.id())
                .attributes(com.openai.models.vectorstores.files.FileCreateParams.Attributes.builder()
                        .putAllAdditionalProperties(json(file.attributes())).build())
                .build();
        return attached(calls.ask(() -> client.vectorStores().files().withRawResponse().create(params, brief)));
    }

    @Override
    public String attachAll(String storeId, List<Attachment> files) throws IOException {
        var params = FileBatchCreateParams.builder().vectorStoreId(storeId)
                .files(files.stream().map(SdkApi::inBatch).toList()).build();
        return calls.ask(() -> client.vectorStores().fileBatches().withRawResponse().create(params, brief)).id();
    }

    private static FileBatchCreateParams.File inBatch(Attachment file) {
        return FileBatchCreateParams.File.builder()
                .fileId(file.id())
                .attributes(FileBatchCreateParams.File.Attributes.builder()
                        .putAllAdditionalProperties(json(file.attributes())).build())
                .build();
    }

    @Override
    public Indexing batch(String storeId, String batchId) throws IOException {
        var params = FileBatchRetrieveParams.builder().vectorStoreId(storeId).batchId(batchId).build();
        VectorStoreFileBatch.Status status = calls
                .ask(() -> client.vectorStores().fileBatches().withRawResponse().retrieve(params, brief)).status();
        return indexing(status.asString());
    }

    private static Indexing indexing(String status) {
        return switch (status) {
            case "in_progress" -> Indexing.UNDER_WAY;
            case "completed" -> Indexing.DONE;
            default -> Indexing.FAILED;
        };
    }

    private static Attached attached(VectorStoreFile file) {
        Map<String, Object> attributes = new HashMap<>();
        file.attributes().ifPresent(all -> all._allProperties()
                .forEach((key, value) -> value(value).ifPresent(one -> attributes.put(key, one))));
        return new Attached(file.id(), indexing(file.status().asString()),
                file.lastError().map(VectorStoreFile.LastError::message), file.createdAt(), attributes);
    }

    /** A string, a number or a boolean. */
    private static Optional<Object> value(JsonValue json) {
        for (Optional<?> one : List.<Optional<?>>of(json.asString(), json.asNumber(), json.asBoolean())) {
            if (one.isPresent()) {
                return Optional.of(one.get());
            }
        }
        return Optional.empty();
    }

    @Override
    public Attached attached(String storeId, String fileId) throws IOException {
        var params = com.openai.models.vectorstores.files.FileRetrieveParams.builder()
                .vectorStoreId(storeId).fileId(fileId).build();
        return attached(calls.ask(() -> client.vectorStores().files().withRawResponse().retrieve(params, brief)));
    }

    @Override
    public Page<Attached> attached(String storeId, Optional<String> after) throws IOException {
        var params = com.openai.models.vectorstores.files.FileListParams.builder().vectorStoreId(storeId)
                .limit(ATTACHED_IN_A_PAGE).order(com.openai.models.vectorstores.files.FileListParams.Order.ASC)
                .after(after).build();
        var page = calls.ask(() -> client.vectorStores().files().withRawResponse().list(params, brief));
        return page(page.items().stream().map(SdkApi::attached).toList(), page.hasNextPage(), Attached::id);
    }

    @Override
    public Attached describe(String storeId, Attachment file) throws IOException {
        var params = FileUpdateParams.builder().vectorStoreId(storeId).fileId(file.id())
                .attributes(FileUpdateParams.Attributes.builder()
                        .putAllAdditionalProperties(json(file.attributes())).build())
                .build();
        return attached(calls.ask(() -> client.vectorStores().files().withRawResponse().update(params, brief)));
    }

    @Override
    public void detach(String storeId, String fileId) throws IOException {
        var params = com.openai.models.vectorstores.files.FileDeleteParams.builder()
                .vectorStoreId(storeId).fileId(fileId).build();
        calls.ask(() -> client.vectorStores().files().withRawResponse().delete(params, brief));
    }

    @Override
    public List<Found> search(String storeId, String question, int limit, double lowestScore, List<String> paths)
            throws IOException {
        VectorStoreSearchParams.Builder params = VectorStoreSearchParams.builder()
                .vectorStoreId(storeId)
                .query(question)
                .maxNumResults(limit)
                .rankingOptions(VectorStoreSearchParams.RankingOptions.builder().scoreThreshold(lowestScore).build());
        if (!paths.isEmpty()) {
            params.filters(ComparisonFilter.builder().key(Attributes.PATH).type(ComparisonFilter.Type.IN)
                    .value(ComparisonFilter.Value.ofComparisonFilterValueItems(paths.stream()
                            .map(ComparisonFilter.Value.ComparisonFilterValueItem::ofString).toList()))
                    .build());
        }
        VectorStoreSearchParams built = params.build();
        return calls.ask(() -> client.vectorStores().withRawResponse().search(built, brief)).items().stream()
                .map(hit -> new Found(hit.fileId(), hit.filename(), hit.score(),
                        hit.content().stream().map(piece -> piece.text()).collect(Collectors.joining("\n"))))
                .toList();
    }

    private static Map<String, JsonValue> json(Map<String, ?> values) {
        Map<String, JsonValue> json = new HashMap<>();
        values.forEach((key, value) -> json.put(key, JsonValue.from(value)));
        return json;
    }

    private interface Id<T> {
        String of(T item);
    }

    private static <T> Page<T> page(List<T> items, boolean hasMore, Id<T> id) {
        boolean goesOn = hasMore && !items.isEmpty();
        return new Page<>(items, goesOn ? Optional.of(id.of(items.get(items.size() - 1))) : Optional.empty());
    }

    @Override
    public long now() {
        return calls.now();
    }

    @Override
    public void close() {
        client.close();
    }
}
