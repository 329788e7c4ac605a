package io.foundry9.filebackend.core;

import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLayer;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets no call to a store, and no step of a stream, take longer than a limit: outside of the retries it is the deadline of
 * all attempts together, inside of them the time-out of each. The calls run on threads of this layer's own. Who has
 * waited long enough gets a failure; the call is interrupted, and what it brings too late is closed. An interrupt of the
 * caller is passed on to the call. A change that is
 * late may still take effect: the lock over it is given back, and its stagings are discarded, only when it is over.
 *
 * <p>Taking a lock stays on the caller's thread, which a store may want to recognise, and has the limit as its time-out.
 * Going through a deep listing is not limited. Safe for use by many threads.
 */
final class DeadlineLayer implements StoreLayer {

    private final Duration limit;
    private final Supplier<ExecutorService> threads;

    /** @param threads makes the threads of one store; shut down with it */
    DeadlineLayer(Duration limit, Supplier<ExecutorService> threads) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("the time must be longer than nothing: " + limit);
        }
        this.limit = limit;
        this.threads = threads;
    }

    @Override
    public Store apply(Store inner) {
        return new TimedStore(inner, new TimedCalls(limit, threads.get()));
    }

    private static final class TimedStore extends AroundStore {

        private static final String MAY_TAKE_EFFECT = "; it may still take effect";

        private final TimedCalls calls;
        private final Latecomers latecomers = new Latecomers();

        TimedStore(Store inner, TimedCalls calls) {
            super(inner);
            this.calls = calls;
        }

        @Override
        <T> T around(StoreCall kind, StorePath path, Calls.Call<T> call) throws IOException {
            return opening(path, call, late -> {});
        }

        private <T> T opening(StorePath path, Calls.Call<T> call, TimedCall.Discard<T> discard) throws IOException {
            return calls.run(path, "", call, discard, late -> {});
        }

        private <T> T changing(StorePath path, Set<StorePath> changed, Calls.Call<T> call) throws IOException {
            return calls.run(path, MAY_TAKE_EFFECT, call, late -> {}, late -> latecomers.add(late, changed));
        }

        @Override
        public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
            return opening(directory, () -> inner().listDeep(directory), Stream::close);
        }

        @Override
        public StoreReader open(StorePath path, long offset) throws IOException {
            StoreReader reader = opening(path, () -> inner().open(path, offset), StoreReader::close);
            return new TimedChannel.OfReader(path, reader, calls);
        }

        @Override
        public Staging stage(StageRequest request) throws IOException {
            StorePath path = request.target();
            return timed(path, opening(path, () -> inner().stage(request), Staging::close));
        }

        @Override
        public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
            return timed(source, opening(source, () -> inner().stageCopy(source, request), Staging::close));
        }

        private Staging timed(StorePath path, Staging staging) {
            return new TimedStaging(this, path, staging);
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
            boolean limited = timeout == null || timeout.compareTo(calls.limit()) > 0;
            StoreLock lock = inner().lock(scope, limited ? calls.limit() : timeout);
            AtomicBoolean held = new AtomicBoolean(true);
            return () -> {
                if (held.getAndSet(false)) {
                    latecomers.after(scope, lock::close);
                }
            };
        }

        @Override
        public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
            List<Change> unwrapped = unwrapped(changes);
            return changing(
                    changes.get(0).path(),
                    Latecomers.pathsOf(changes),
                    () -> inner().publish(unwrapped, durable));
        }

        @Override
        public CommitResult commit(List<Change> changes, boolean durable) throws IOException {
            List<Change> unwrapped = unwrapped(changes);
            return changing(
                    changes.get(0).path(),
                    Latecomers.pathsOf(changes),
                    () -> inner().commit(unwrapped, durable));
        }

        @Override
        public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
            return changing(path, Set.of(path), () -> inner().append(path, addition, guard, durable));
        }

        @Override
        public void close() throws IOException {
            try {
                inner().close();
            } finally {
                calls.close();
            }
        }
    }

    private static final class TimedStaging extends LayeredStaging {

        private final TimedStore store;
        private final StorePath path;
        private final TimedUse use;

        TimedStaging(TimedStore store, StorePath path, Staging inner) {
            super(store, inner);
            this.store = store;
            this.path = path;
            this.use = new TimedUse(path, inner, store.calls);
        }

        /** What comes too late is discarded with the staging, so the caller's buffer may be read while it is taken back. */
        @Override
        public int write(ByteBuffer source) throws IOException {
            ByteBuffer taken = source.duplicate();
            int count = use.run(() -> inner().write(taken), late -> {});
            source.position(taken.position());
            return count;
        }

        @Override
        public void finish() throws IOException {
            use.run(() -> {
                inner().finish();
                return null;
            }, late -> {});
        }

        @Override
        public ReadableByteChannel open(long offset) throws IOException {
            return new TimedChannel(
                    path, use.run(() -> inner().open(offset), ReadableByteChannel::close), store.calls);
        }

        @Override
        public boolean isOpen() {
            return use.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (store.latecomers.isEmpty()) {
                use.close();
            } else {
                store.latecomers.afterAll(use::closeWhenFree);
            }
        }
    }
}
