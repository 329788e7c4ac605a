package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrackingStoreTest {

    private final TrackingStore store = new TrackingStore(new MemoryStore());
    private final FileBackend backend = StoreBackend.over(store);

    @Test
    void whatIsOpenIsTold() throws Exception {
        backend.create("a", Content.of("x"));
        InputStream stream = backend.openRead("a");
        Stream<?> listing = backend.walk("");
        Staging staging = store.stage(new StageRequest(StorePath.parse("b"), OptionalLong.empty(), false));
        AutoCloseable lock = store.lock(LockScope.tree(), null);
        assertThat(store.open()).containsExactly("deep listing of ''", "lock on the tree", "reader of 'a'",
                "staged content for 'b'");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(store::assertNothingOpen)
                .withMessageContaining("reader of 'a'")
                .satisfies(error -> assertThat(error.getSuppressed()).hasSize(4));
        for (AutoCloseable open : new AutoCloseable[] {stream, listing, staging, lock}) {
            open.close();
        }
        store.assertNothingOpen();
    }

    @Test
    void whatWasPublishedIsNoLongerTheCallers() {
        backend.write("a", Content.of("x"));
        backend.copy("a", "b");
        store.assertNothingOpen();
    }
}
