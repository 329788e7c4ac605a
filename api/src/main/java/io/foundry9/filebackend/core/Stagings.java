package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import java.io.Closeable;
import java.io.IOException;

/** Putting contents aside, so that what fails leaves nothing behind. */
final class Stagings {

    private Stagings() {}

    /** Gives a staging its content. */
    @FunctionalInterface
    interface Filling {
        void fill(Staging staging) throws IOException;
    }

    /** A new staging that has got all its content. */
    static Staging finished(Store store, StageRequest request, Filling content) throws IOException {
        Staging staging = store.stage(request);
        try {
            content.fill(staging);
            staging.finish();
            return staging;
        } catch (IOException | RuntimeException e) {
            closeAfter(staging, e);
            throw e;
        }
    }

    /** Closes what a failure has left; another failure in that is added to the first. */
    static void closeAfter(Closeable staged, Exception failure) {
        try {
            staged.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
