package io.foundry9.filebackend.core;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store that does something around each call to another. All but {@code identity}, {@code capabilities},
 * {@code reservedNames}, {@code as}, {@code lock} and {@code close} come through {@link #around}; a layer overrides besides what it cares about.
 */
abstract class AroundStore extends ForwardingStore {

    AroundStore(Store inner) {
        super(inner);
    }

    /** Makes the call, once, never, or several times if it is repeatable. */
    abstract <T> T around(StoreCall kind, StorePath path, Calls.Call<T> call) throws IOException;

    @Override
    public void refresh() throws IOException {
        around(StoreCall.REFRESH, StorePath.ROOT, () -> {
            inner().refresh();
            return null;
        });
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        return around(StoreCall.STAT, path, () -> inner().stat(path, detail));
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        return around(StoreCall.FOLLOW, link, () -> inner().follow(link));
    }

    @Override
    public String readLink(StorePath link) throws IOException {
        return around(StoreCall.FOLLOW, link, () -> inner().readLink(link));
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        return around(StoreCall.LIST, directory, () -> inner().list(directory));
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        return around(StoreCall.CHILDREN, directory, () -> inner().children(directory));
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        return around(StoreCall.LIST_DEEP, directory, () -> inner().listDeep(directory));
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        return around(StoreCall.OPEN, path, () -> inner().open(path, offset));
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        return around(StoreCall.STAGE, request.target(), () -> inner().stage(request));
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        return around(StoreCall.STAGE_COPY, source, () -> inner().stageCopy(source, request));
    }

    @Override
    protected Staging unwrapped(Staging staging) {
        return staging instanceof LayeredStaging layered && layered.isOf(this) ? layered.unwrapped() : staging;
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        return around(StoreCall.PUBLISH, changes.get(0).path(), () -> super.publish(changes, durable));
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        return around(StoreCall.PUBLISH, changes.get(0).path(), () -> super.commit(changes, durable));
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        return around(StoreCall.APPEND, path, () -> inner().append(path, addition, guard, durable));
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        return around(StoreCall.KNOWN_CHECKSUM, path, () -> inner().knownChecksum(path, algorithm));
    }
}
