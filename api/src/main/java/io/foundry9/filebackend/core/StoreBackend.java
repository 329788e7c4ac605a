package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.spi.Store;

/** The one way from a store to a backend; being written. */
public final class StoreBackend {
    private StoreBackend() {}

    public static FileBackend over(Store store) {
        throw new IllegalStateException("being written: " + store);
    }
}
