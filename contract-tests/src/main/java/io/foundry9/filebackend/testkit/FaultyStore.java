package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store that fails when it is told to: at the nth call from now on of chosen points, before the call reaches the store
 * behind it. What is to fail is guarded by this object's monitor; safe for use by many threads.
 */
public final class FaultyStore extends ForwardingStore {

    /** Where a store can fail. */
    public enum Point {
        /** {@link Store#stat}. */
        STAT,
        /** {@link Store#follow}. */
        FOLLOW,
        /** Any kind of listing. */
        LIST,
        /** {@link Store#open}. */
        OPEN,
        /** A read from a reader that is open. */
        READ,
        /** {@link Store#stage}, or the staging of a copy. */
        STAGE,
        /** A write to a staging. */
        WRITE,
        /** The end of a staging. */
        FINISH,
        /** {@link Store#lock}. */
        LOCK,
        /** {@link Store#publish}. */
        PUBLISH,
        /** {@link Store#append}. */
        APPEND,
        /** {@link Store#knownChecksum}. */
        CHECKSUM
    }

    private Set<Point> armed = EnumSet.noneOf(Point.class);
    private Supplier<? extends IOException> failure;
    private int passing;
    private boolean once;
    private int failures;

    /**
     * A store that fails nowhere yet.
     *
     * @param inner which it owns from now on
     */
    public FaultyStore(Store inner) {
        super(inner);
    }

    /** From now on every call at these points fails. */
    public synchronized void failAt(Supplier<? extends IOException> cause, Point first, Point... more) {
        arm(0, false, cause, EnumSet.of(first, more));
    }

    /** The nth call from now on at these points fails (the first is 1), those before and after it do not. */
    public synchronized void failOnce(int nth, Supplier<? extends IOException> cause, Point first, Point... more) {
        arm(nth - 1, true, cause, EnumSet.of(first, more));
    }

    private void arm(int calls, boolean justOnce, Supplier<? extends IOException> cause, Set<Point> points) {
        armed = points;
        passing = calls;
        once = justOnce;
        failure = cause;
        failures = 0;
    }

    /** From now on nothing fails. */
    public synchronized void heal() {
        armed = EnumSet.noneOf(Point.class);
    }

    /** How many calls have failed since it was last told to fail. */
    public synchronized int failures() {
        return failures;
    }

    private synchronized void pass(Point point) throws IOException {
        if (!armed.contains(point) || passing-- > 0) {
            return;
        }
        if (once) {
            heal();
        }
        failures++;
        throw failure.get();
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        pass(Point.STAT);
        return super.stat(path, detail);
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        pass(Point.FOLLOW);
        return super.follow(link);
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        pass(Point.LIST);
        return super.list(directory);
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        pass(Point.LIST);
        return super.children(directory);
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
        pass(Point.LIST);
        return super.listDeep(directory);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        pass(Point.OPEN);
        return new FaultyReader(super.open(path, offset));
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        pass(Point.STAGE);
        return new FaultyStaging(super.stage(request));
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        pass(Point.STAGE);
        return new FaultyStaging(super.stageCopy(source, request));
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        pass(Point.LOCK);
        return super.lock(scope, timeout);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        pass(Point.PUBLISH);
        return super.publish(changes, durable);
    }

    @Override
    public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
        pass(Point.PUBLISH);
        return super.commit(changes, durable);
    }

    @Override
    protected Staging unwrapped(Staging staging) {
        return staging instanceof FaultyStaging faulty ? faulty.taken() : staging;
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        pass(Point.APPEND);
        return super.append(path, addition, guard, durable);
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        pass(Point.CHECKSUM);
        return super.knownChecksum(path, algorithm);
    }

    private final class FaultyReader implements StoreReader {
        private final StoreReader inner;

        private FaultyReader(StoreReader inner) {
            this.inner = inner;
        }

        @Override
        public FileInfo info() {
            return inner.info();
        }

        @Override
        public int read(ByteBuffer sink) throws IOException {
            pass(Point.READ);
            return inner.read(sink);
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }

    private final class FaultyStaging extends ForwardingStaging {

        private FaultyStaging(Staging inner) {
            super(inner);
        }

        private Staging taken() {
            return inner();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            pass(Point.WRITE);
            return super.write(source);
        }

        @Override
        public void finish() throws IOException {
            pass(Point.FINISH);
            super.finish();
        }
    }
}
