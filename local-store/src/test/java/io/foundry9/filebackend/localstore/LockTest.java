package io.foundry9.filebackend.localstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom: threads, stores, class loaders, processes. */
class LockTest {

    private static final Duration SOON = Duration.ofMillis(30);
    private static final Duration LATER = Duration.ofSeconds(30);

    @TempDir Path root;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = Roots.store(root);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static LockScope entry(String path) {
        return LockScope.entry(StorePath.parse(path));
    }

    private void assertLocked(LockScope scope) {
        assertThatThrownBy(() -> store.lock(scope, Duration.ZERO)).isInstanceOf(LockTimeoutException.class);
        assertThatThrownBy(() -> store.lock(scope, SOON)).isInstanceOf(LockTimeoutException.class);
    }

    private void assertFree(LockScope scope) throws IOException {
        store.lock(scope, Duration.ZERO).close();
    }

    @Test
    void anEntryExcludesItselfAndTheTree() throws IOException {
        try (Store other = Roots.store(root); StoreLock lock = other.lock(entry("a/held"), null)) {
            assertLocked(entry("a/held"));
            assertLocked(entry("HELD"));
            assertLocked(LockScope.tree());
            assertFree(entry("free"));
        }
        assertFree(LockScope.tree());
    }

    @Test
    void severalEntriesAreHeldTogether() throws IOException {
        LockScope both = LockScope.entries(StorePath.parse("x/one"), StorePath.parse("y/two"));
        try (StoreLock lock = store.lock(both, LATER)) {
            assertLocked(entry("one"));
            assertLocked(entry("two"));
            assertFree(entry("three"));
        }
        assertFree(both);
        store.lock(LockScope.entries(StorePath.parse("x/one"), StorePath.parse("y/one")), Duration.ZERO).close();
    }

    @Test
    void aLockIsGivenBackOnceAndByAnyThread() throws Exception {
        StoreLock lock = store.lock(LockScope.tree(), LATER);
        Thread other = new Thread(lock::close);
        other.start();
        other.join();
        lock.close();
        assertFree(LockScope.tree());
        assertFree(entry("a"));
    }

    @Test
    void whoWaitsGetsItsTurn() throws Exception {
        StoreLock tree = store.lock(LockScope.tree(), LATER);
        FutureTask<StoreLock> waiting = new FutureTask<>(() -> store.lock(entry("a"), null));
        Thread thread = new Thread(waiting);
        thread.start();
        assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isNotNull();
        tree.close();
        waiting.get(30, TimeUnit.SECONDS).close();
        thread.join();
    }

    @Test
    void anInterruptEndsTheWaitingAndHarmsNobody() throws Exception {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "entry", root)) {
            child.await("held");
            FutureTask<Boolean> waiting = new FutureTask<>(() -> {
                assertThatThrownBy(() -> store.lock(LockScope.tree(), null))
                        .isInstanceOfSatisfying(StorageException.class,
                                e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.INTERRUPTED));
                return Thread.currentThread().isInterrupted();
            });
            Thread thread = new Thread(waiting);
            thread.start();
            Thread.sleep(50);
            thread.interrupt();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
            thread.join();
            assertFree(entry("other"));
            assertLocked(entry("held"));
        }
    }

    @Test
    void anInterruptedThreadThatOpensTheRootDropsNoLock() throws Exception {
        try (StoreLock lock = store.lock(LockScope.tree(), LATER); Store other = Roots.store(root)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> other.lock(entry("a"), LATER)).isInstanceOf(StorageException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertTreeIsHeldAgainstOtherProcesses();
        }
    }

    @Test
    void anotherProcessExcludesUsUntilItDies() throws Exception {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "tree", root)) {
            child.await("held");
            assertLocked(entry("a"));
            assertLocked(LockScope.tree());
            child.kill();
        }
        assertFree(LockScope.tree());
        assertFree(entry("a"));
    }

    @Test
    void whoFindsAnotherAtAJournalWaitsForItNoLongerThanForALock() throws IOException {
        store.lock(entry("a"), LATER).close();
        try (Root opened = Root.open(root, Set.of());
                WorkFolder folder = new WorkFolder(opened, LocalStoreOptions.F9, none -> {})) {
            Workshop workshop = folder.workshop();
            try (StoreLock journal = workshop.locks().takeJournal(null)) {
                workshop.gate().flags().put(LockFile.JOURNAL_FLAG, (byte) 1);
                assertLocked(entry("a"));
                assertLocked(LockScope.tree());
            }
        }
        assertFree(entry("a"));
        assertFree(LockScope.tree());
    }

    @Test
    void weExcludeAnotherProcess() throws Exception {
        try (StoreLock lock = store.lock(entry("a"), LATER)) {
            assertTreeIsHeldAgainstOtherProcesses();
        }
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "try", root)) {
            assertThat(child.finish()).contains("got it");
        }
    }

    private void assertTreeIsHeldAgainstOtherProcesses() throws Exception {
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "try", root)) {
            assertThat(child.finish()).contains("LockTimeoutException");
        }
    }

    @Test
    void writersGiveWayToAProcessThatWaitsForTheTree() throws Exception {
        StoreLock lock = store.lock(entry("a"), LATER);
        try (ChildJvm child = ChildJvm.start(WriterJvm.class, "tree", root)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (mayStillWrite() && System.nanoTime() < end) {
                Thread.sleep(5); // until the child has announced itself
            }
            assertThatThrownBy(() -> store.lock(entry("b"), SOON)).isInstanceOf(LockTimeoutException.class);
            lock.close();
            child.await("held");
        }
    }

    private boolean mayStillWrite() throws IOException {
        try (StoreLock lock = store.lock(entry("b"), SOON)) {
            return true;
        } catch (LockTimeoutException e) {
            return false;
        }
    }

    @Test
    void anotherClassLoaderSharesTheGateAndDropsNoLock() throws Exception {
        try (StoreLock lock = store.lock(LockScope.tree(), LATER); URLClassLoader loader = copyOfOurClasses()) {
            Class<?> other = loader.loadClass(LocalStore.class.getName());
            assertThat(other).isNotSameAs(LocalStore.class);
            Class<?> options = loader.loadClass(LocalStoreOptions.class.getName());
            AutoCloseable opened = (AutoCloseable) other.getMethod("open", Path.class, options)
                    .invoke(null, root, options.getMethod("defaults").invoke(null));
            Class<?> scope = loader.loadClass(LockScope.class.getName());
            assertThatThrownBy(() -> other.getMethod("lock", scope, Duration.class)
                    .invoke(opened, scope.getMethod("tree").invoke(null), Duration.ZERO))
                    .rootCause().satisfies(cause -> assertThat(cause.getClass().getSimpleName())
                            .isEqualTo("LockTimeoutException"));
            opened.close();
            assertTreeIsHeldAgainstOtherProcesses();
        }
    }

    private static URLClassLoader copyOfOurClasses() throws MalformedURLException {
        List<String> places = List.of(ChildJvm.classPath().split(File.pathSeparator));
        URL[] urls = new URL[places.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = new File(places.get(i)).toURI().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    @Test
    void theGateGoesWithItsLastUser() throws IOException {
        try (Store other = Roots.store(root)) {
            other.lock(entry("a"), LATER).close();
            store.lock(entry("a"), LATER).close();
        }
        assertFree(entry("a"));
        store.close();
        assertThat(gates()).isEmpty();
    }

    private Stream<String> gates() {
        return System.getProperties().keySet().stream().map(Object::toString)
                .filter(key -> key.startsWith("io.foundry9.filebackend.localstore.gate"));
    }
}
