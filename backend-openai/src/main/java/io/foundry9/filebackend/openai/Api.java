package io.foundry9.filebackend.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The requests that this backend makes of the service, each method exactly one, tried once. Trouble comes as an {@link
 * ApiException} where the service has answered, and as another {@link IOException} where it has not; then nobody knows
 * whether the request was carried out. Safe for use by many threads.
 */
interface Api extends AutoCloseable {

    /**
     * A vector store.
     *
     * @param metadata what anybody has noted on it
     */
    record VectorStore(String id, String name, Map<String, String> metadata) {}

    /**
     * An uploaded file.
     *
     * @param created in seconds since 1970
     * @param expires when the service deletes it
     */
    record RemoteFile(String id, String name, String purpose, long bytes, long created, OptionalLong expires) {}

    /**
     * A file as a vector store has it.
     *
     * @param attached in seconds since 1970
     * @param attributes strings, numbers and booleans
     */
    record Attached(String id, Indexing indexing, Optional<String> problem, long attached,
            Map<String, Object> attributes) {}

    /** How far the service has come with a file, or with the last of many. */
    enum Indexing {
        UNDER_WAY,
        DONE,
        FAILED
    }

    /**
     * Some of many.
     *
     * @param next what to ask for the next ones with
     */
    record Page<T>(List<T> items, Optional<String> next) {}

    /** A file to attach. */
    record Attachment(String id, Map<String, Object> attributes) {}

    /** A passage that fits a question. */
    record Found(String fileId, String fileName, double score, String passage) {}

    /** Something to upload, from its beginning each time it is opened. */
    interface Body {
        long length();

        InputStream open() throws IOException;
    }

    VectorStore vectorStore(String id) throws IOException;

    Page<VectorStore> vectorStores(Optional<String> after) throws IOException;

    VectorStore createVectorStore(String name) throws IOException;

    VectorStore noteOn(String storeId, Map<String, String> metadata) throws IOException;

    RemoteFile upload(String name, String purpose, Body body) throws IOException;

    RemoteFile file(String id) throws IOException;

    Page<RemoteFile> files(Optional<String> after) throws IOException;

    void delete(String fileId) throws IOException;

    /** The bytes of a file, where the service gives them back. */
    InputStream content(String fileId) throws IOException;

    /** The text of an attached file, as the service has parsed it. */
    String parsed(String storeId, String fileId) throws IOException;

    Attached attach(String storeId, Attachment file) throws IOException;

    /** Attaches many. @return the id of the batch */
    String attachAll(String storeId, List<Attachment> files) throws IOException;

    /** How far a batch has come. */
    Indexing batch(String storeId, String batchId) throws IOException;

    Attached attached(String storeId, String fileId) throws IOException;

    Page<Attached> attached(String storeId, Optional<String> after) throws IOException;

    /** Replaces all attributes. */
    Attached describe(String storeId, Attachment file) throws IOException;

    void detach(String storeId, String fileId) throws IOException;

    /** @param paths only files whose attribute for the path is one of these; empty for all */
    List<Found> search(String storeId, String question, int limit, double lowestScore, List<String> paths)
            throws IOException;

    /** The service's clock, in seconds since 1970, as it was when it last answered, carried on by ours. */
    long now();

    @Override
    void close();
}
