package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.core.Permits.Permit;
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
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Lets a store do at most so many things at once. A reader and a deep listing count until they are closed, a staging until
 * it is finished; those of a caller whose work goes in steps, and may stand still in between, only while they are at a
 * step. Waiting for a lock does not count, and who has a lock or a stream goes ahead, if need be beyond the
 * limit, so that nobody waits for those who wait for him. Each store that is wrapped has a limit of its own. Safe for use by many threads.
 */
final class ConcurrencyLayer implements StoreLayer {

    private final int limit;
    private final Duration patience;

    /** @param patience how long an operation waits for its turn before it fails */
    ConcurrencyLayer(int limit, Duration patience) {
        if (limit < 1) {
            throw new IllegalArgumentException("at least one operation must be allowed: " + limit);
        }
        this.limit = limit;
        this.patience = patience;
    }

    @Override
    public Store apply(Store inner) {
        return new LimitedStore(inner, new Permits(limit, patience));
    }

    private static final class LimitedStore extends AroundStore {

        private final Permits permits;

        LimitedStore(Store inner, Permits permits) {
            super(inner);
            this.permits = permits;
        }

        @Override
        <T> T around(StoreCall kind, StorePath path, Calls.Call<T> call) throws IOException {
            try (Permit permit = permits.acquire(path)) {
                return call.run();
            }
        }

        /** The permit stays with what was opened, unless that takes one for each step. */
        private <T> T opening(StorePath path, Calls.Call<T> call, Keeper<T> keeper) throws IOException {
            Permit permit = permits.acquire(path);
            boolean steps = CallerThread.isInSteps();
            boolean opened = false;
            try {
                T result = keeper.keep(call.run(), steps ? new Place(permits, path) : new Place(permit));
                opened = true;
                return result;
            } finally {
                if (!opened || steps) {
                    permit.close();
                }
            }
        }

        /** Makes something give its place back when it is closed. */
        @FunctionalInterface
        private interface Keeper<T> {
            T keep(T opened, Place place);
        }

        @Override
        public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
            return opening(directory, () -> inner().listDeep(directory),
                    (stream, place) -> stream.onClose(place::close));
        }

        @Override
        public StoreReader open(StorePath path, long offset) throws IOException {
            return opening(path, () -> inner().open(path, offset), LimitedReader::new);
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
            StoreLock lock = inner().lock(scope, timeout);
            Permit hold = permits.hold();
            return () -> {
                try (hold) {
                    lock.close();
                }
            };
        }

        @Override
        public Staging stage(StageRequest request) throws IOException {
            return opening(
                    request.target(),
                    () -> inner().stage(request),
                    (staging, place) -> new LimitedStaging(this, staging, place));
        }
    }

    /** A place among those who use the store: kept until it is closed, or taken anew for each step. */
    private static final class Place implements AutoCloseable {
        private final Permit kept;
        private final Permits permits;
        private final StorePath path;

        Place(Permit kept) {
            this.kept = kept;
            this.permits = null;
            this.path = null;
        }

        Place(Permits permits, StorePath path) {
            this.kept = null;
            this.permits = permits;
            this.path = path;
        }

        <T> T step(Calls.Call<T> step) throws IOException {
            if (kept != null) {
                return step.run();
            }
            try (Permit permit = permits.acquire(path)) {
                return step.run();
            }
        }

        @Override
        public void close() {
            if (kept != null) {
                kept.close();
            }
        }
    }

    private static final class LimitedReader extends LayeredReader {
        private final Place place;

        LimitedReader(StoreReader inner, Place place) {
            super(inner);
            this.place = place;
        }

        @Override
        public int read(ByteBuffer sink) throws IOException {
            return place.step(() -> super.read(sink));
        }

        @Override
        public void close() throws IOException {
            try (place) {
                super.close();
            }
        }
    }

    private static final class LimitedStaging extends LayeredStaging {
        private final Place place;

        LimitedStaging(Store owner, Staging inner, Place place) {
            super(owner, inner);
            this.place = place;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return place.step(() -> super.write(source));
        }

        @Override
        public void finish() throws IOException {
            try (place) {
                place.step(() -> {
                    super.finish();
                    return null;
                });
            }
        }

        @Override
        public void close() throws IOException {
            try (place) {
                super.close();
            }
        }
    }
}
