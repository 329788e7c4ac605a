package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Set;

/** A store with limits and reserved names, on a clock that stands still. */
class LimitedStoreContractTest extends MemoryContract {

    private static final Capabilities LIMITED = new Capabilities(
            MemoryStore.ALL.without(Feature.APPEND_IN_PLACE, Feature.DEEP_LISTING).features(),
            OptionalLong.of(2 << 20),
            700,
            MemoryStore.ALL.exclusion(),
            MemoryStore.ALL.isolation(),
            Set.of(),
            Set.of());

    LimitedStoreContractTest() {
        super(new MemoryStore(Clock.fixed(Instant.now(), ZoneOffset.UTC), LIMITED));
    }

    @Override
    protected Store openStore() {
        return new ForwardingStore(super.openStore()) {
            @Override
            public Set<String> reservedNames() {
                return Set.of(".f9", ".git");
            }
        };
    }
}
