package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.Registration;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Threads that operate while what is behind their vault changes, again and again. */
class SwapStressTest extends VaultTestBase {

    private static final int THREADS = 4;
    private static final int SWAPS = Boolean.getBoolean("f9.long") ? 100_000 : 300;
    private static final int UPDATES = Boolean.getBoolean("f9.long") ? 10_000 : 30;

    private final AtomicInteger rounds = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void swapsUnderLoadFailNoOperationAndCloseEachBackendOnce() throws InterruptedException {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        List<Thread> users = users(docs);

        for (int i = 0; i < SWAPS; i++) {
            registry.swap("docs", "fake://a");
        }
        stop(users);

        assertThat(failures).isEmpty();
        assertThat(factory.opened).hasSize(SWAPS + 1);
        checkClosedOnce(factory.opened.subList(0, SWAPS));
        assertThat(factory.last().isClosed()).isFalse();
    }

    @Test
    void updatesOfTheFactoryUnderLoadFailNoOperation() throws InterruptedException {
        FileBackend docs = registry.register("docs", "fake://a", PATIENT);
        docs.write("a.txt", Content.of("hello"));
        List<Thread> users = users(docs);
        FakeFactory now = factory;
        Registration registration = serving;

        List<FakeStore> old = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            registration.close();
            old.addAll(now.opened);
            now = now.updated();
            registration = schemes.register(now);
            docs.exists("a.txt");
        }
        stop(users);

        assertThat(failures).isEmpty();
        assertThat(old).hasSizeGreaterThanOrEqualTo(UPDATES);
        checkClosedOnce(old);
        assertThat(now.last().isClosed()).isFalse();
    }

    private static void checkClosedOnce(List<FakeStore> stores) throws InterruptedException {
        for (FakeStore store : stores) {
            assertThat(store.awaitClosed()).isTrue();
            assertThat(store.closes).hasValue(1);
        }
    }

    private List<Thread> users(FileBackend docs) {
        List<Thread> users = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String own = "own-" + i;
            Thread user = new Thread(() -> use(docs, own));
            user.start();
            users.add(user);
        }
        return users;
    }

    private void use(FileBackend docs, String own) {
        try {
            while (!over) {
                assertThat(docs.readText("a.txt")).isEqualTo("hello");
                docs.write(own, Content.of("mine"));
                try (InputStream in = docs.openRead("a.txt"); Stream<String> text = docs.streamText(own, 1)) {
                    assertThat(in.readAllBytes()).hasSize(5);
                    assertThat(text).hasSize(4);
                }
                assertThat(docs.list("")).hasSizeGreaterThan(1);
                rounds.incrementAndGet();
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private void stop(List<Thread> users) throws InterruptedException {
        int before = rounds.get();
        while (rounds.get() < before + THREADS && failures.isEmpty()) {
            Thread.onSpinWait();
        }
        over = true;
        for (Thread user : users) {
            user.join(Duration.ofSeconds(20).toMillis());
            assertThat(user.isAlive()).isFalse();
        }
    }
}
