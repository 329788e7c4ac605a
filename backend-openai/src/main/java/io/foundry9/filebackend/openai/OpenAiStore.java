package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Isolation;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Reach;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of a vector store. What is where is told by a listing that is kept for a while; what is written is uploaded first
 * and attached then. Safe for use by many threads.
 */
final class OpenAiStore implements Store {

    private final String storeId;
    private final Service service;
    private final Catalog catalog;
    private final Peers peers;
    private final Contents contents;
    private final Uploads uploads;
    private final Intents intents;
    private final Publisher publisher;
    private final Renewal renewal;
    private final Search search;
    private final Collector collector;
    private final Capabilities capabilities;
    private final Duration ttl;
    private volatile boolean isClosed;

    /**
     * @param downloads what the service gives back
     * @param partSize of content that is kept in parts, in bytes
     */
    OpenAiStore(OpenAiConfig config, String storeId, Service service, Names names, Downloads downloads, long partSize) {
        this.storeId = storeId;
        this.service = service;
        this.ttl = config.cacheTtl();
        this.catalog = new Catalog(storeId, service, this::loaded);
        this.peers = Peers.join(new Peers.Key(config.baseUrl(), storeId), catalog);
        this.contents = new Contents(storeId, service, config.maxRetries());
        Indexer indexer = new Indexer(storeId, service, config.timeout());
        this.uploads = new Uploads(storeId, service, contents, indexer, names, downloads, peers, config.purpose(),
                partSize);
        Steps steps = new Steps(storeId, service, peers, indexer, config.waitsForIndex());
        this.intents = new Intents(storeId, service, uploads, steps, peers);
        this.publisher = new Publisher(uploads, steps, intents, Clock.systemUTC());
        this.renewal = new Renewal(service, contents, uploads, steps, this::lock);
        this.search = new Search(storeId, service, this::listing);
        this.collector = new Collector(service, names, catalog, peers, intents, steps, renewal, this::lockTree,
                config.grace());
        this.capabilities = capabilities(downloads, partSize);
    }

    private static Capabilities capabilities(Downloads downloads, long partSize) {
        Capabilities all = Capabilities.of(Feature.WRITES, Feature.CONDITIONAL_WRITES, Feature.NATIVE_MOVE,
                Feature.DEEP_LISTING, Feature.CREATED_TIME);
        boolean isExact = downloads.kind() != Downloads.Kind.PARSED;
        return new Capabilities(
                (isExact ? all.with(Feature.EXACT_BYTES) : all).features(),
                isExact ? OptionalLong.of(partSize * Stored.MOST_PARTS) : OptionalLong.of(Uploads.MOST_INDEXED),
                Capabilities.LONGEST_PATH,
                Reach.PROCESS,
                Isolation.PER_FILE,
                Set.copyOf(Digests.KNOWN),
                Set.of(Searchable.class, Collectable.class));
    }

    @Override
    public Object identity() {
        return peers.key();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    private Listing listing() throws IOException {
        return listing("");
    }

    private Listing listing(String path) throws IOException {
        requireOpen(path);
        return Trouble.at(path, () -> catalog.listing(ttl));
    }

    private void requireOpen(String path) {
        if (isClosed) {
            throw new StorageException(StorageException.Kind.CLOSED, path, "the store was closed", null);
        }
    }

    private void loaded(Listing listing) {
        renewal.consider(listing);
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        return listing(path.toString()).find(path.toString()).map(Entry::info);
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        return directory(directory).children(directory.toString()).stream().map(Entry::info).toList();
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        return directory(directory).children(directory.toString()).stream()
                .map(entry -> new Child(StorePath.parse(entry.path()).name(), entry.isDirectory()))
                .toList();
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        return directory(directory).deep(directory.toString()).stream().map(Entry::info);
    }

    private Listing directory(StorePath path) throws IOException {
        Listing listing = listing(path.toString());
        if (!require(listing, path).isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
        }
        return listing;
    }

    private static Entry require(Listing listing, StorePath path) {
        return listing.find(path.toString()).orElseThrow(() -> new NotFoundException(path.toString()));
    }

    private static Entry requireFile(Listing listing, StorePath path) {
        Entry entry = require(listing, path);
        if (entry.isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        return entry;
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        Entry entry = requireFile(listing(path.toString()), path);
        return Trouble.at(path.toString(), () -> {
            try {
                return reader(entry, offset);
            } catch (ApiException e) {
                if (!e.isRefusal()) {
                    throw e;
                }
                return readAgain(path, entry, offset, e);
            }
        });
    }

    /** The listing may be old, and the file replaced since. */
    private StoreReader readAgain(StorePath path, Entry entry, long offset, ApiException refusal) throws IOException {
        Entry now = requireFile(catalog.listing(Duration.ZERO), path);
        if (!now.content().equals(entry.content()) || !now.id().equals(entry.id())) {
            return reader(now, offset);
        }
        peers.readers().begin(now.id());
        return reader(now, () -> contents.instead(now, offset, refusal));
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private StoreReader reader(Entry entry, long offset) throws IOException {
        peers.readers().begin(entry.id());
        return reader(entry, () -> contents.open(entry, offset));
    }

    private StoreReader reader(Entry entry, Opener opener) throws IOException {
        boolean isOpen = false;
        try {
            StoreReader reader = new EntryReader(entry, opener.open(), () -> peers.readers().end(entry.id()));
            isOpen = true;
            return reader;
        } finally {
            if (!isOpen) {
                peers.readers().end(entry.id());
            }
        }
    }

    @Override
    public Staging stage(StageRequest request) {
        requireOpen(request.target().toString());
        return new Upload(uploads, request.target());
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        requireOpen("");
        long start = System.nanoTime();
        StoreLock lock = peers.locks().acquire(scope, timeout);
        try {
            if (!intents.isAnyLeft(listing())) {
                return lock;
            }
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        lock.close();
        finishWhatWasLeft(left(timeout, start));
        return peers.locks().acquire(scope, left(timeout, start));
    }

    private static Duration left(Duration timeout, long start) {
        if (timeout == null) {
            return null;
        }
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void finishWhatWasLeft(Duration timeout) throws IOException {
        try (StoreLock tree = lockTree(timeout)) {
            Trouble.at("", () -> intents.finish(catalog.listing(ttl), false));
        } finally {
            catalog.forget();
        }
    }

    private StoreLock lockTree(Duration timeout) throws IOException {
        return peers.locks().acquire(LockScope.tree(), timeout);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        CommitResult result = commit(changes, durable);
        if (result.pending().isPresent()) {
            throw new BackendUnavailableException(changes.get(0).path().toString(),
                    "not all of it is done, but it is recorded, and the next write does the rest: "
                            + result.pending().get().problem(),
                    true);
        }
        return result.changed();
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        CommitResult result = publisher.publish(listing(changes.get(0).path().toString()), changes);
        if (result.pending().isPresent()) {
            catalog.forget();
        }
        return result;
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        return listing(path.toString()).find(path.toString()).map(entry -> entry.sums().get(algorithm));
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        if (type == Searchable.class) {
            return Optional.of(type.cast(search));
        }
        return type == Collectable.class ? Optional.of(type.cast(collector)) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            renewal.close();
            peers.leave(catalog);
            service.close();
        }
    }

    /** Which vector store; nothing of where, and no key. */
    @Override
    public String toString() {
        return "vector store " + storeId;
    }
}
