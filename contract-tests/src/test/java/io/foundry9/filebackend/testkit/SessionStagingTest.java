package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.core.StoreBackend;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a session puts aside is no more than it needs. */
class SessionStagingTest {

    private final TrackingStore store = new TrackingStore(new MemoryStore());

    @Test
    void additionsThatWereJoinedAreNotKept() {
        try (FileBackend backend = StoreBackend.over(store); Session session = backend.openSession(Duration.ZERO)) {
            session.create("log", Content.of("0"));
            for (int i = 0; i < 500; i++) {
                session.append("log", Content.of("one more line"));
            }
            assertThat(store.open()).hasSizeLessThan(15);
        }
        store.assertNothingOpen();
    }

    @Test
    void whatIsReplacedOrDeletedIsNotKept() {
        try (FileBackend backend = StoreBackend.over(store); Session session = backend.openSession(Duration.ZERO)) {
            for (int i = 0; i < 50; i++) {
                session.write("dir/file", Content.of("x" + i));
            }
            session.delete("dir", DeleteOption.RECURSIVE);
            assertThat(store.open()).containsExactly("lock on the tree");
        }
    }
}
