package io.foundry9.filebackend.spi;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A store that passes everything on to another; a layer overrides what it cares about. One that hands out stagings of its
 * own in place of the other's takes them off again in {@link #unwrapped(Staging)}; one that cares about changes being made
 * overrides {@link #publish} as well as {@link #commit}. Safe for use by many threads, as each store is.
 */
public abstract class ForwardingStore implements Store {

    private final Store inner;

    /** @param inner to which all calls go, and which is closed with this */
    protected ForwardingStore(Store inner) {
        this.inner = Objects.requireNonNull(inner, "inner");
    }

    /** The store that this one passes on to; asked anew by each call, for those where it changes. */
    protected Store inner() {
        return inner;
    }

    /** The other store's own staging, for one that this store has handed out. */
    protected Staging unwrapped(Staging staging) {
        return staging;
    }

    /** Changes as the other store knows them. */
    protected final List<Change> unwrapped(List<Change> changes) {
        return changes.stream().map(this::unwrapped).toList();
    }

    private Change unwrapped(Change change) {
        return change instanceof Change.Put put
                ? new Change.Put(put.path(), unwrapped(put.content()), put.guard())
                : change;
    }

    @Override
    public Object identity() {
        return inner().identity();
    }

    @Override
    public Capabilities capabilities() {
        return inner().capabilities();
    }

    @Override
    public Set<String> reservedNames() {
        return inner().reservedNames();
    }

    @Override
    public void refresh() throws IOException {
        inner().refresh();
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        return inner().stat(path, detail);
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        return inner().follow(link);
    }

    @Override
    public String readLink(StorePath link) throws IOException {
        return inner().readLink(link);
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        return inner().list(directory);
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        return inner().children(directory);
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        return inner().listDeep(directory);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        return inner().open(path, offset);
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        return inner().stage(request);
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        return inner().stageCopy(source, request);
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        return inner().lock(scope, timeout);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        return inner().publish(unwrapped(changes), durable);
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        return inner().commit(unwrapped(changes), durable);
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        return inner().append(path, addition, guard, durable);
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        return inner().knownChecksum(path, algorithm);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return inner().as(type);
    }

    @Override
    public void close() throws IOException {
        inner().close();
    }

    @Override
    public String toString() {
        return inner().toString();
    }
}
