package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is closed, and fails whatever is done with it afterwards. */
class FakeStore extends ForwardingStore {

    final AtomicInteger closes = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Object extension;

    FakeStore(Store inner) {
        super(inner);
    }

    boolean isClosed() {
        return closes.get() > 0;
    }

    boolean awaitClosed() throws InterruptedException {
        return closed.await(10, TimeUnit.SECONDS);
    }

    void extendWith(Object face) {
        extension = face;
    }

    private void check() {
        if (isClosed()) {
            throw new IllegalStateException("used after it was closed");
        }
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        check();
        Optional<FileInfo> found = super.stat(path, detail);
        check();
        return found;
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        check();
        return super.list(directory);
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        check();
        StoreReader reader = super.open(path, offset);
        return new StoreReader() {
            @Override
            public FileInfo info() {
                check();
                return reader.info();
            }

            @Override
            public int read(ByteBuffer target) throws IOException {
                check();
                return reader.read(target);
            }

            @Override
            public boolean isOpen() {
                return reader.isOpen();
            }

            @Override
            public void close() throws IOException {
                check();
                reader.close();
            }
        };
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        check();
        return super.stage(request);
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        check();
        return super.lock(scope, timeout);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        check();
        return super.publish(changes, durable);
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        check();
        return super.knownChecksum(path, algorithm);
    }

    @Override
    public Capabilities capabilities() {
        check();
        return super.capabilities();
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        check();
        return type.isInstance(extension) ? Optional.of(type.cast(extension)) : Optional.empty();
    }

    /** The memory is another's. */
    @Override
    public void close() {
        closes.incrementAndGet();
        closed.countDown();
    }
}
