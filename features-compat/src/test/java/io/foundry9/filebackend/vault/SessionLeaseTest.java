package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session on a vault ends on the backend on which it began. */
class SessionLeaseTest extends VaultTestBase {

    private static final Duration ONCE = Duration.ZERO;

    private FileBackend docs;

    @BeforeEach
    void registerDocs() {
        docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
    }

    private static <T> T elsewhere(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        return task.get();
    }

    @Test
    void itGoesOnWhereItBeganWhileOthersAreWhereTheVaultIsNow() throws Exception {
        FakeStore old = factory.last();
        try (Session session = docs.openSession(ONCE)) {
            session.create("b.txt", Content.of("b"));
            registry.swap("docs", "fake://b");

            assertThat(docs.readText("b.txt")).isEqualTo("b");
            assertThat(docs.readText("a.txt")).isEqualTo("hello");
            assertThat(elsewhere(() -> docs.exists("a.txt"))).isFalse();
            elsewhere(() -> docs.create("c.txt", Content.of("c")));
            assertThat(old.isClosed()).isFalse();
            session.commit();
        }
        assertThat(old.awaitClosed()).isTrue();
        assertThat(docs.glob("**")).containsExactly("c.txt");
    }

    @Test
    void oneThatJoinsHoldsItsBackendToo() throws Exception {
        FakeStore old = factory.last();
        Session outer = docs.openSession(ONCE);
        Session inner = docs.openSession(ONCE);
        registry.swap("docs", "fake://b");
        outer.commit();
        assertThat(old.isClosed()).isFalse();
        Session late = docs.openSession(ONCE);
        late.create("late.txt", Content.of("x"));
        late.commit();
        assertThat(inner.commit().changed()).hasSize(1);
        assertThat(old.awaitClosed()).isTrue();
    }

    @Test
    void oneThatOutlastsTheDrainIsRolledBackAndToldSo() throws Exception {
        registry.unregister("docs");
        docs = registry.register("docs", "fake://a", VaultOptions.DEFAULTS.withDrainTimeout(Duration.ofMillis(20)));
        FakeStore old = factory.last();
        Session session = docs.openSession(ONCE);
        session.create("b.txt", Content.of("b"));
        registry.swap("docs", "fake://b");
        assertThat(old.awaitClosed()).isTrue();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> session.readText("b.txt"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(session::commit);
        session.close();
        assertThat(docs.exists("b.txt")).isFalse();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> docs.inSession(ONCE, work -> {
            work.create("c.txt", Content.of("c"));
            FakeStore current = factory.last();
            registry.swap("docs", "fake://c");
            return current.awaitClosed();
        }));
        assertThat(docs.exists("c.txt")).isFalse();
    }

    @Test
    void oneThatCannotBeOpenedHoldsNothing() throws Exception {
        FakeStore old = factory.last();
        try (Session session = docs.openSession(ONCE)) {
            assertThatThrownBy(() -> elsewhere(() -> docs.openSession(ONCE)))
                    .hasCauseInstanceOf(LockTimeoutException.class);
        }
        registry.swap("docs", "fake://b");
        assertThat(old.awaitClosed()).isTrue();
    }

    @Test
    void aContextIsInsideWithItsThread() {
        try (VaultContext context = registry.enter("docs"); Session session = context.openSession(ONCE)) {
            context.create("b.txt", Content.of("b"));
            assertThat(session.readText("b.txt")).isEqualTo("b");
            session.rollback();
            assertThat(context.exists("b.txt")).isFalse();
        }
    }
}
