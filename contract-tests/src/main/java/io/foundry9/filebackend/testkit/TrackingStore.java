package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Remembers what a store has handed out (readers, staged content, locks, deep listings) until it is given back, so that
 * a test can tell at its end who forgot something. Safe for use by many threads.
 */
public final class TrackingStore extends ForwardingStore {

    private final Set<Handout> handouts = ConcurrentHashMap.newKeySet();

    /** @param inner which it owns from now on */
    public TrackingStore(Store inner) {
        super(inner);
    }

    /** One thing that was handed out, and by its stack who asked for it. Compared by identity. */
    private final class Handout extends Exception {
        private static final long serialVersionUID = 1L;

        private Handout(String what) {
            super(what);
            handouts.add(this);
        }

        private void back() {
            handouts.remove(this);
        }
    }

    /** What is open now, in words. */
    public List<String> open() {
        return handouts.stream().map(Handout::getMessage).sorted().toList();
    }

    /**
     * Fails if anything is open; the stacks of those who asked for it are told as suppressed exceptions.
     *
     * @throws AssertionError something is open
     */
    public void assertNothingOpen() {
        List<Handout> left = new ArrayList<>(handouts);
        if (!left.isEmpty()) {
            AssertionError error = new AssertionError("left open: " + open());
            left.forEach(error::addSuppressed);
            throw error;
        }
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        Stream<FileInfo> listing = super.listDeep(directory);
        Handout handout = new Handout("deep listing of '" + directory + "'");
        return listing.onClose(handout::back);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        StoreReader reader = super.open(path, offset);
        return new TrackedReader(reader, new Handout("reader of '" + path + "'"));
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        Staging staging = super.stage(request);
        return new TrackedStaging(staging, new Handout("staged content for '" + request.target() + "'"));
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        Staging staging = super.stageCopy(source, request);
        return new TrackedStaging(staging, new Handout("staged copy of '" + source + "'"));
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        StoreLock lock = super.lock(scope, timeout);
        Handout handout = new Handout("lock on " + (scope.isTree() ? "the tree" : scope.paths()));
        return () -> {
            lock.close();
            handout.back();
        };
    }

    @Override
    protected Staging unwrapped(Staging staging) {
        return staging instanceof TrackedStaging tracked ? tracked.taken() : staging;
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        List<FileInfo> results = super.publish(changes, durable);
        takeBack(changes);
        return results;
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        CommitResult result = super.commit(changes, durable);
        takeBack(changes);
        return result;
    }

    private static void takeBack(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Put put && put.content() instanceof TrackedStaging tracked) {
                tracked.handout.back();
            }
        }
    }

    private static final class TrackedReader implements StoreReader {
        private final StoreReader inner;
        private final Handout handout;

        private TrackedReader(StoreReader inner, Handout handout) {
            this.inner = inner;
            this.handout = handout;
        }

        @Override
        public FileInfo info() {
            return inner.info();
        }

        @Override
        public int read(ByteBuffer sink) throws IOException {
            return inner.read(sink);
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() throws IOException {
            inner.close();
            handout.back();
        }
    }

    private static final class TrackedStaging extends ForwardingStaging {
        private final Handout handout;

        private TrackedStaging(Staging inner, Handout handout) {
            super(inner);
            this.handout = handout;
        }

        private Staging taken() {
            return inner();
        }

        @Override
        public void close() throws IOException {
            super.close();
            handout.back();
        }
    }
}
