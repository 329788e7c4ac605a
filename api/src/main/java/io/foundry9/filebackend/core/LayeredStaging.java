package io.foundry9.filebackend.core;

import io.foundry9.filebackend.spi.ForwardingStaging;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;

/** A staging that a layer of ours has handed out, which alone takes it off again before it publishes. */
class LayeredStaging extends ForwardingStaging {

    private final Store owner;

    LayeredStaging(Store owner, Staging inner) {
        super(inner);
        this.owner = owner;
    }

    /** Whether a store has handed this out. */
    final boolean isOf(Store store) {
        return owner == store;
    }

    /** The staging as the layer's inner store knows it. */
    final Staging unwrapped() {
        return inner();
    }
}
