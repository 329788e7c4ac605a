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
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Lets a store do at most so many things at once. A reader and a deep listing count until they are closed, a staging until
 * it is finished. Waiting for a lock does not count, and who has a lock or a stream goes ahead, if need be beyond the
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

        /** The permit stays with what was opened. */
        private <T> T opening(StorePath path, Calls.Call<T> call, Keeper<T> keeper) throws IOException {
            Permit permit = permits.acquire(path);
            boolean opened = false;
            try {
                T result = keeper.keep(call.run(), permit);
                opened = true;
                return result;
            } finally {
                if (!opened) {
                    permit.close();
                }
            }
        }

        /** Makes something give a permit back when it is closed. */
        @FunctionalInterface
        private interface Keeper<T> {
            T keep(T opened, Permit permit);
        }

        @Override
        public Stream<FileInfo> listDeep(StorePath directory) throws IOException {
            return opening(directory, () -> inner().listDeep(directory),
                    (stream, permit) -> stream.onClose(permit::close));
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
                    (staging, permit) -> new LimitedStaging(this, staging, permit));
        }
    }

    private static final class LimitedReader extends LayeredReader {
        private final Permit permit;

        LimitedReader(StoreReader inner, Permit permit) {
            super(inner);
            this.permit = permit;
        }

        @Override
        public void close() throws IOException {
            try (permit) {
                super.close();
            }
        }
    }

    private static final class LimitedStaging extends LayeredStaging {
        private final Permit permit;

        LimitedStaging(Store owner, Staging inner, Permit permit) {
            super(owner, inner);
            this.permit = permit;
        }

        @Override
        public void finish() throws IOException {
            try (permit) {
                super.finish();
            }
        }

        @Override
        public void close() throws IOException {
            try (permit) {
                super.close();
            }
        }
    }
}
