package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;

/** A store that can do next to nothing of its own accord, so that everything else is done for it. */
class PlainStoreContractTest extends MemoryContract {

    PlainStoreContractTest() {
        super(MemoryStore.without(Feature.CONDITIONAL_WRITES, Feature.APPEND_IN_PLACE, Feature.NATIVE_MOVE,
                Feature.NATIVE_COPY, Feature.DEEP_LISTING, Feature.CREATED_TIME, Feature.LINKS,
                Feature.RACE_FREE_LINKS));
    }
}
