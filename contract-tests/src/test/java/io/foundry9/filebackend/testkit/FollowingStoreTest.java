package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.Layers;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a store that follows another place is told to catch up with it. */
class FollowingStoreTest {

    private final List<String> caughtUp = new ArrayList<>();
    private FileBackend backend;

    private final class FollowingStore extends ForwardingStore {

        FollowingStore(Store inner) {
            super(inner);
        }

        @Override
        public Capabilities capabilities() {
            return super.capabilities().with(Feature.REFRESH);
        }

        @Override
        public void refresh() {
            caughtUp.add("read");
        }

        @Override
        public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
            if (scope.isSession()) {
                caughtUp.add("session");
            }
            return super.lock(scope, timeout);
        }
    }

    @BeforeEach
    void open() {
        backend = StoreBackend.over(Layers.parse("deadline=30s,retry=2,observe")
                .apply(new FollowingStore(new MemoryStore())));
        backend.create("d/a", Content.of("a"));
        backend.create("d/b", Content.of("b"));
        assertThat(caughtUp).isEmpty();
    }

    @Test
    void eachOperationThatReadsCatchesUpOnce() {
        backend.glob("**");
        backend.info("d/a");
        backend.checksumMany(List.of("d/a", "d/b"), ChecksumAlgorithm.SHA256);
        backend.walk("").close();
        backend.readText("d/a");
        assertThat(caughtUp).containsExactly("read", "read", "read", "read", "read");
    }

    @Test
    void whatIsRefusedBeforehandDoesNotCatchUp() {
        assertThatThrownBy(() -> backend.read("..")).isInstanceOf(InvalidOperationException.class);
        assertThatThrownBy(() -> backend.glob("[")).isInstanceOf(IllegalArgumentException.class);
        assertThat(caughtUp).isEmpty();
    }

    @Test
    void aSessionCatchesUpWhenItBeginsAndNeverInside() {
        try (Session session = backend.openSession(Duration.ZERO)) {
            session.readText("d/a");
            backend.list("d");
            session.openSession(Duration.ZERO).commit();
            session.commit();
        }
        assertThat(caughtUp).containsExactly("session");
    }

    @Test
    void aTreeThatIsLockedForAnOperationIsNoSession() {
        backend.move("d", "e");
        assertThat(caughtUp).doesNotContain("session");
    }
}
