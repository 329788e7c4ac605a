package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities.Feature;

/** A store that has links, while moves, copies and globs are done for it. */
class LinksWithoutHelpContractTest extends MemoryContract {

    LinksWithoutHelpContractTest() {
        super(MemoryStore.without(Feature.NATIVE_MOVE, Feature.NATIVE_COPY, Feature.DEEP_LISTING));
    }
}
