package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ext.Searchable;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses everything that would change the store, before anything is touched. Other faces of the store are withheld, as
 * they may change it too. Safe for use by many threads.
 */
final class ReadOnlyLayer implements StoreLayer {

    @Override
    public Store apply(Store inner) {
        return new ReadOnlyStore(inner);
    }

    private static final class ReadOnlyStore extends ForwardingStore {

        ReadOnlyStore(Store inner) {
            super(inner);
        }

        @Override
        public Capabilities capabilities() {
            return inner().capabilities()
                    .without(
                            Feature.WRITES,
                            Feature.CONDITIONAL_WRITES,
                            Feature.APPEND_IN_PLACE,
                            Feature.NATIVE_MOVE,
                            Feature.NATIVE_COPY)
                    .withExtensions(inner().capabilities().extensions().contains(Searchable.class)
                            ? Set.of(Searchable.class)
                            : Set.of());
        }

        @Override
        public Staging stage(StageRequest request) {
            throw refused(request.target());
        }

        @Override
        public Staging stageCopy(StorePath source, StageRequest request) {
            throw refused(request.target());
        }

        /** A lock on nothing: who wants to publish is refused then, with the path; nobody is made to wait. */
        @Override
        public StoreLock lock(LockScope scope, Duration timeout) {
            return () -> {};
        }

        @Override
        public List<FileInfo> publish(List<Change> changes, boolean durable) {
            throw refused(changes.get(0).path());
        }

        @Override
        public CommitResult commit(List<Change> changes, boolean durable) {
            throw refused(changes.get(0).path());
        }

        @Override
        public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) {
            throw refused(path);
        }

        /** Searching only reads. */
        @Override
        public <T> Optional<T> as(Class<T> type) {
            return type == Searchable.class ? inner().as(type) : Optional.empty();
        }

        private static InvalidOperationException refused(StorePath path) {
            return new InvalidOperationException(Reason.READ_ONLY, path.toString());
        }
    }
}
