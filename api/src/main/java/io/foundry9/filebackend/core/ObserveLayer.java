package io.foundry9.filebackend.core;

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
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells a listener of each call to a store, how long it took and how it ended. Safe for use by many threads. */
final class ObserveLayer implements StoreLayer {

    private final OperationListener listener;
    private final LongSupplier nanoClock;

    ObserveLayer(OperationListener listener, LongSupplier nanoClock) {
        this.listener = listener;
        this.nanoClock = nanoClock;
    }

    @Override
    public Store apply(Store inner) {
        return new ObservedStore(inner);
    }

    private <T> T observe(StoreCall kind, Calls.Call<T> call) throws IOException {
        long start = nanoClock.getAsLong();
        Throwable failure = null;
        try {
            return call.run();
        } catch (IOException | RuntimeException | Error e) {
            failure = isFailure(e) ? e : null;
            throw e;
        } finally {
            listener.finished(kind.label(), nanoClock.getAsLong() - start, Optional.ofNullable(failure));
        }
    }

    private void observe(StoreCall kind, Calls.Action action) throws IOException {
        observe(kind, () -> {
            action.run();
            return null;
        });
    }

    /** What a guard throws to its own caller, to be asked again elsewhere, is none. */
    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof Rules.LinkMet) && !(thrown instanceof Rules.TreeMet);
    }

    private final class ObservedStore extends AroundStore {

        ObservedStore(Store inner) {
            super(inner);
        }

        @Override
        <T> T around(StoreCall kind, StorePath path, Calls.Call<T> call) throws IOException {
            return observe(kind, call);
        }

        @Override
        public StoreReader open(StorePath path, long offset) throws IOException {
            return new ObservedReader(super.open(path, offset));
        }

        @Override
        public Staging stage(StageRequest request) throws IOException {
            return new ObservedStaging(this, super.stage(request));
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
            return observe(StoreCall.LOCK, () -> inner().lock(scope, timeout));
        }

        @Override
        public void close() throws IOException {
            observe(StoreCall.CLOSE, () -> inner().close());
        }
    }

    private final class ObservedReader extends LayeredReader {

        ObservedReader(StoreReader inner) {
            super(inner);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return observe(StoreCall.READ, () -> super.read(target));
        }
    }

    private final class ObservedStaging extends LayeredStaging {

        ObservedStaging(Store owner, Staging inner) {
            super(owner, inner);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return observe(StoreCall.WRITE, () -> super.write(source));
        }

        @Override
        public void finish() throws IOException {
            observe(StoreCall.FINISH, () -> super.finish());
        }
    }
}
