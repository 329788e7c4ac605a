package io.foundry9.filebackend.openai.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * An HTTP server that behaves as the OpenAI service does for files, uploads and vector stores, with ways to look inside
 * and to let things go wrong. It listens on 127.0.0.1 until it is closed; nothing survives that. Safe for threads.
 *
 * <pre>{@code
 * try (OpenAiEmulator emulator = OpenAiEmulator.strict().start()) {
 *     String store = emulator.createVectorStore("docs");
 *     emulator.faults().next("POST /files", Fault.lostAnswer());
 *     … a client of emulator.baseUrl() with the key sk-emulator …
 *     assertThat(emulator.vectorStoreFiles(store)).hasSize(1);
 * }
 * }</pre>
 */
public final class OpenAiEmulator implements AutoCloseable {
    private final EmulatorClock clock;
    private final Service service;
    private final Faults faults = new Faults();
    private final StopPoint stop = new StopPoint();
    private final RequestLog log = new RequestLog();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Checker checker;
    private final TemporaryFolder folder;
    private final HttpServer server;

    OpenAiEmulator(Settings settings) throws IOException {
        clock = new EmulatorClock(settings.clock());
        service = new Service(settings, clock, new Ids(settings.seed()));
        checker = settings.validating() ? Checker.byDescription() : Checker.NONE;
        folder = new TemporaryFolder(settings.temporary());
        EmulatorHandler handler = new EmulatorHandler(service, clock, new ApiKeys(settings.apiKeys()),
                new RequestReader(folder), new ReplyWriter(closed), faults, stop, log, checker);
        try {
            server = new HttpServer(settings.port(), handler);
        } catch (Exception e) {
            folder.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** An emulator like the live service. */
    public static EmulatorBuilder strict() {
        return new EmulatorBuilder(true);
    }

    /** An emulator like a compatible server without limits: every file may be downloaded, of any type, even empty. */
    public static EmulatorBuilder lenient() {
        return new EmulatorBuilder(false);
    }

    /** Such as {@code http://127.0.0.1:40123/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Puts the emulator's clock forward: files expire, indexing ends, rate limits recover. */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /** The emulator's time. */
    public Instant now() {
        return clock.now();
    }

    /** Makes an empty vector store and returns its id, without a request. */
    public String createVectorStore(String name) {
        return service.createVectorStore(name);
    }

    /** Adds a file and returns its id, without a request and without the checks of one. */
    public String addFile(String filename, String purpose, byte[] content) {
        Blob blob = Blob.of(content.clone());
        try {
            return service.addFile(filename, purpose, blob);
        } finally {
            blob.release();
        }
    }

    /** Attaches a file to a vector store, without a request; attributes are strings, numbers and booleans. */
    public void attach(String storeId, String fileId, Map<String, ?> attributes) {
        service.attach(storeId, fileId, Attributes.of(attributes));
    }

    /** All Files, in the order of their creation. */
    public List<FileView> files() {
        return service.files();
    }

    /** How many Files there are. */
    public int fileCount() {
        return files().size();
    }

    /** The bytes of a File, whatever its purpose. */
    public byte[] content(String fileId) {
        Blob blob = service.content(fileId);
        try (InputStream in = blob.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            blob.release();
        }
    }

    /** What is attached to a vector store, in the order in which it was. */
    public List<VectorStoreFileView> vectorStoreFiles(String storeId) {
        return service.storeFiles(storeId);
    }

    /** The ids of all vector stores. */
    public List<String> vectorStores() {
        return service.vectorStores();
    }

    /** How many uploads were begun and neither completed nor cancelled, nor have expired. */
    public long pendingUploads() {
        return service.pendingUploads();
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** Lets {@code requests} more requests of any kind through, and then refuses all until {@link #resume()}. */
    public void stopAfter(int requests) {
        stopAfter(requests, Faults.ANY, LastAnswer.ANSWERED);
    }

    /**
     * Lets {@code requests} more requests of a kind through, such as {@code POST /files}, and all others meanwhile;
     * then refuses every request by a connection reset until {@link #resume()}, as if the client had crashed. Requests
     * that fail by a fault before anything is done don't count.
     */
    public void stopAfter(int requests, String route, LastAnswer last) {
        stop.set(requests, route, last);
    }

    /** Whether {@link #stopAfter} has been reached. */
    public boolean isStopped() {
        return stop.isReached();
    }

    /** Ends what {@link #stopAfter} has begun. */
    public void resume() {
        stop.clear();
    }

    /** Everything that has come in, since the beginning or {@link #clearRequests()}. */
    public List<ReceivedRequest> requests() {
        return log.all();
    }

    /** The number that the next request will have; for {@link #countsSince}. */
    public long mark() {
        return log.mark();
    }

    /** How often each {@link ReceivedRequest#route() route} was asked for since the mark. */
    public Map<String, Integer> countsSince(long mark) {
        return log.countsSince(mark);
    }

    /** Forgets the requests so far; their numbers go on. */
    public void clearRequests() {
        log.clear();
    }

    /** What of the requests and responses didn't fit the API description; empty when that wasn't found. */
    public List<String> violations() {
        return checker.violations();
    }

    /** Stops at once: what is being sent is cut off. */
    @Override
    public void close() {
        closed.countDown();
        server.close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
