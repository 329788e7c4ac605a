package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores that do not keep what they promise, to see whether a test of histories finds that out. */
final class BrokenStores {

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(5);

    private BrokenStores() {}

    /** Nobody waits for anybody. */
    static final class WithoutLocks extends ForwardingStore {
        WithoutLocks(Store inner) {
            super(inner);
        }

        @Override
        public Object identity() {
            return this;
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) {
            return () -> {};
        }
    }

    /** What is moved is for a moment at both places. */
    static final class WithMovesInTwoSteps extends ForwardingStore {
        WithMovesInTwoSteps(Store inner) {
            super(inner);
        }

        @Override
        public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
            if (changes.size() == 1 && changes.get(0) instanceof Change.Move move) {
                move.source().check(stat(move.from(), Detail.BASIC));
                StageRequest request = new StageRequest(move.path(), OptionalLong.empty(), durable);
                Change put = new Change.Put(move.path(), inner().stageCopy(move.from(), request), move.guard());
                List<FileInfo> made = inner().publish(List.of(put), durable);
                LockSupport.parkNanos(MOMENT);
                inner().publish(List.of(new Change.Remove(move.from(), false, Guard.NONE)), durable);
                return made;
            }
            return super.publish(changes, durable);
        }
    }

    /** Tells what a file was when it was asked about the last time. */
    static final class WithOldInfos extends ForwardingStore {
        private final Map<StorePath, Optional<FileInfo>> told = new ConcurrentHashMap<>();

        WithOldInfos(Store inner) {
            super(inner);
        }

        @Override
        public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
            Optional<FileInfo> now = super.stat(path, detail);
            Optional<FileInfo> before = told.put(path, now);
            return before == null ? now : before;
        }
    }

    /** Changes that belong together are made one after the other, without any plan. */
    static final class WithCommitsInPieces extends ForwardingStore {
        WithCommitsInPieces(Store inner) {
            super(inner);
        }

        @Override
        public Object identity() {
            return this;
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
            return scope.isTree() ? () -> {} : super.lock(scope, timeout);
        }

        @Override
        public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
            List<FileInfo> infos = new ArrayList<>();
            for (Change change : changes) {
                infos.addAll(super.publish(List.of(change), durable));
            }
            return infos;
        }
    }
}
