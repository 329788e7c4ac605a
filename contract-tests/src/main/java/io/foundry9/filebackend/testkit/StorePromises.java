package io.foundry9.filebackend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.StoreBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a {@link Store} promises to the one caller that it has, beyond what shows through a backend. */
@ExtendWith(NoThreadLeft.class)
abstract class StorePromises {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final StorePath file = StorePath.parse("file");
    private final StorePath other = StorePath.parse("dir/other");
    private TrackingStore store;

    abstract StoreContract contract();

    @BeforeEach
    final void openStore() throws Exception {
        store = contract().openTracked();
        assumeTrue(store.capabilities().has(Feature.WRITES), "the store cannot be written");
    }

    @AfterEach
    final void closeStore() throws Exception {
        if (store != null) {
            try {
                contract().checkNothingLeftOpen();
            } finally {
                store.close();
            }
        }
    }

    private void requires(Feature feature) {
        assumeTrue(store.capabilities().has(feature), () -> "the store does not have " + feature);
    }

    private Staging stage(StorePath path, String text) throws IOException {
        Staging staging = store.stage(new StageRequest(path, OptionalLong.empty(), false));
        staging.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        staging.finish();
        return staging;
    }

    private List<FileInfo> publish(Change... changes) throws IOException {
        try (StoreLock lock = store.lock(LockScope.tree(), LONG)) {
            return store.publish(List.of(changes), false);
        }
    }

    private void put(StorePath path, String text) throws IOException {
        try (Staging staging = stage(path, text)) {
            publish(new Change.Put(path, staging, Guard.NONE));
        }
    }

    private String text(StorePath path) throws IOException {
        try (StoreReader reader = store.open(path, 0)) {
            return new String(Channels.newInputStream(reader).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private boolean isThere(StorePath path) throws IOException {
        return store.stat(path, Detail.BASIC).isPresent();
    }

    private static Guard refusing(List<Optional<FileInfo>> asked) {
        return existing -> {
            asked.add(existing);
            throw new IllegalStateException("refused by the guard");
        };
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).isInstanceOf(InvalidOperationException.class);
        assertThat(((InvalidOperationException) failure).reason()).isEqualTo(reason);
    }

    @Test
    void whatIsStagedIsNotSeen() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        try (Staging staging = stage(file, "staged")) {
            assertThat(isThere(file)).isFalse();
            assertThat(store.list(StorePath.ROOT)).isEmpty();
            assertThat(backend.glob("**")).isEmpty();
            try (Stream<FileInfo> all = backend.walk("")) {
                assertThat(all).isEmpty();
            }
        }
    }

    @Test
    void whatIsStagedAndDiscardedLeavesNothing() throws Exception {
        Staging staging = stage(file, "staged");
        staging.close();
        staging.close();
        assertThat(staging.isOpen()).isFalse();
        assertThat(isThere(file)).isFalse();
        assertThat(store.list(StorePath.ROOT)).isEmpty();
    }

    @Test
    void whatIsStagedCanBeReadAgain() throws Exception {
        try (Staging staging = stage(file, "0123456789")) {
            assertThat(staging.size()).isEqualTo(10);
            for (int offset : new int[] {0, 4, 10}) {
                try (ReadableByteChannel channel = staging.open(offset)) {
                    assertThat(Channels.newInputStream(channel).readAllBytes()).asString()
                            .isEqualTo("0123456789".substring(offset));
                }
            }
            staging.finish();
            publish(new Change.Put(file, staging, Guard.NONE));
        }
        assertThat(text(file)).isEqualTo("0123456789");
    }

    @Test
    void stagedContentTakesEachBufferWhole() throws Exception {
        try (Staging staging = store.stage(new StageRequest(file, OptionalLong.of(300_000), false))) {
            ByteBuffer buffer = ByteBuffer.wrap(Samples.bytes(300_000));
            assertThat(staging.write(buffer)).isEqualTo(300_000);
            assertThat(buffer.hasRemaining()).isFalse();
            assertThat(staging.size()).isEqualTo(300_000);
        }
    }

    @Test
    void aGuardIsAskedAboutWhatIsThere() throws Exception {
        List<Optional<FileInfo>> asked = new ArrayList<>();
        Optional<String> version = Optional.empty();
        for (int i = 0; i < 2; i++) {
            version = store.stat(file, Detail.BASIC).flatMap(FileInfo::version);
            try (Staging staging = stage(file, "12345")) {
                publish(new Change.Put(file, staging, asked::add));
            }
        }
        assertThat(asked.get(0)).isEmpty();
        FileInfo info = asked.get(1).orElseThrow();
        assertThat(info.path()).isEqualTo("file");
        assertThat(info.type()).isEqualTo(FileType.FILE);
        assertThat(info.size()).isEqualTo(5);
        assertThat(info.version()).isEqualTo(version);
    }

    @Test
    void aGuardThatThrowsLeavesEverythingAndItsContentToTheCaller() throws Exception {
        put(file, "old");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (Staging staging = stage(file, "new")) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> publish(new Change.Put(file, staging, refusing(asked))))
                    .withMessage("refused by the guard");
            assertThat(text(file)).isEqualTo("old");
            publish(new Change.Put(file, staging, Guard.NONE));
        }
        assertThat(asked).hasSize(1);
        assertThat(text(file)).isEqualTo("new");
    }

    @Test
    void severalChangesAreMadeAllOrNone() throws Exception {
        put(file, "old");
        put(StorePath.parse("gone"), "gone");
        StorePath made = StorePath.parse("made");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (Staging one = stage(file, "new"); Staging two = stage(other, "other")) {
            Change.Put first = new Change.Put(file, one, Guard.NONE);
            Change.MakeDirectory second = new Change.MakeDirectory(made, Guard.NONE);
            Change.Remove third = new Change.Remove(StorePath.parse("gone"), false, Guard.NONE);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(
                    () -> publish(first, second, third, new Change.Put(other, two, refusing(asked))));
            assertThat(text(file)).isEqualTo("old");
            assertThat(isThere(made)).isFalse();
            assertThat(isThere(StorePath.parse("gone"))).isTrue();
            assertThat(isThere(other)).isFalse();
            List<FileInfo> results = publish(first, second, third, new Change.Put(other, two, Guard.NONE));
            assertThat(results).extracting(FileInfo::path).containsExactly("file", "made", "gone", "dir/other");
        }
        assertThat(text(file)).isEqualTo("new");
        assertThat(text(other)).isEqualTo("other");
        assertThat(isThere(made)).isTrue();
        assertThat(isThere(StorePath.parse("gone"))).isFalse();
    }

    @Test
    void aDirectoryOfTheSameListIsAParent() throws Exception {
        StorePath dir = StorePath.parse("new/dir");
        try (Staging staging = stage(dir.resolve("a"), "a")) {
            publish(new Change.MakeDirectory(dir, Guard.NONE),
                    new Change.Put(dir.resolve("a"), staging, Guard.NONE));
        }
        assertThat(text(dir.resolve("a"))).isEqualTo("a");
    }

    @Test
    void theResultTellsWhatIsThereNowAndOfARemovalWhatWasThere() throws Exception {
        try (Staging staging = stage(other, "12345")) {
            FileInfo put = publish(new Change.Put(other, staging, Guard.NONE)).get(0);
            assertThat(put.path()).isEqualTo("dir/other");
            assertThat(put.size()).isEqualTo(5);
            assertThat(put.version()).isEqualTo(store.stat(other, Detail.BASIC).orElseThrow().version());
        }
        FileInfo removed = publish(new Change.Remove(other, false, Guard.NONE)).get(0);
        assertThat(removed.path()).isEqualTo("dir/other");
        assertThat(removed.size()).isEqualTo(5);
    }

    @Test
    void aFileIsNoParentAndTheErrorNamesIt() throws Exception {
        put(file, "a file");
        try (Staging staging = stage(file, "x")) {
            Throwable failure = catchThrowable(
                    () -> publish(new Change.Put(StorePath.parse("file/a/b"), staging, Guard.NONE)));
            assertThat(failure).isInstanceOf(InvalidOperationException.class);
            assertThat(((InvalidOperationException) failure).reason()).isEqualTo(Reason.NOT_DIRECTORY);
            assertThat(((InvalidOperationException) failure).path()).isEqualTo("file");
        }
        assertThat(text(file)).isEqualTo("a file");
    }

    @Test
    void aDirectoryThatHoldsSomethingIsRemovedOnlyRecursively() throws Exception {
        put(other, "x");
        StorePath dir = other.parent();
        assertRefused(Reason.NOT_EMPTY, () -> publish(new Change.Remove(dir, false, Guard.NONE)));
        assertThat(text(other)).isEqualTo("x");
        publish(new Change.Remove(dir, true, Guard.NONE));
        assertThat(isThere(dir)).isFalse();
    }

    @Test
    void aDirectoryThatIsThereIsKept() throws Exception {
        put(other, "x");
        FileInfo info = publish(new Change.MakeDirectory(other.parent(), Guard.NONE)).get(0);
        assertThat(info.type()).isEqualTo(FileType.DIRECTORY);
        assertThat(text(other)).isEqualTo("x");
    }

    @Test
    void aMoveAsksBothGuards() throws Exception {
        requires(Feature.NATIVE_MOVE);
        put(file, "moved");
        put(other, "replaced");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publish(new Change.Move(file, other, refusing(asked), Guard.NONE)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publish(new Change.Move(file, other, Guard.NONE, refusing(asked))));
        assertThat(asked).extracting(info -> info.orElseThrow().path()).containsExactly("file", "dir/other");
        assertThat(text(file)).isEqualTo("moved");
        publish(new Change.Move(file, other, Guard.NONE, Guard.NONE));
        assertThat(text(other)).isEqualTo("moved");
        assertThat(isThere(file)).isFalse();
    }

    @Test
    void anAppendAsksItsGuardFirst() throws Exception {
        requires(Feature.APPEND_IN_PLACE);
        put(file, "old");
        List<Optional<FileInfo>> asked = new ArrayList<>();
        try (StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> store.append(file, Content.of(" new"), refusing(asked), false));
            assertThat(text(file)).isEqualTo("old");
            FileInfo info = store.append(file, Content.of(" new"), asked::add, false);
            assertThat(info.size()).isEqualTo(7);
        }
        assertThat(asked).extracting(info -> info.orElseThrow().size()).containsExactly(3L, 3L);
        assertThat(text(file)).isEqualTo("old new");
    }

    @Test
    void anAppendWhoseAdditionFailsLeavesTheOldContent() throws Exception {
        requires(Feature.APPEND_IN_PLACE);
        put(file, "old");
        try (StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
            Content failing = sink -> {
                sink.write(ByteBuffer.allocate(10_000));
                throw new IOException("the source is dry");
            };
            assertThat(catchThrowable(() -> store.append(file, failing, Guard.NONE, false))).isNotNull();
        }
        assertThat(text(file)).isEqualTo("old");
    }

    @Test
    void aNativeCopyIsStagedLikeAnyContent() throws Exception {
        requires(Feature.NATIVE_COPY);
        put(file, "content");
        try (Staging copy = store.stageCopy(file, new StageRequest(other, OptionalLong.of(7), false))) {
            assertThat(copy.size()).isEqualTo(7);
            assertThat(isThere(other)).isFalse();
            put(file, "changed");
            publish(new Change.Put(other, copy, Guard.NONE));
        }
        assertThat(text(other)).isEqualTo("content");
        assertThat(text(file)).isEqualTo("changed");
    }

    @Test
    void nothingIsWhereNothingIs() throws Exception {
        put(file, "x");
        assertThat(store.stat(StorePath.parse("missing"), Detail.FULL)).isEmpty();
        assertThat(store.stat(StorePath.parse("missing/deep"), Detail.BASIC)).isEmpty();
        assertThat(store.stat(StorePath.parse("file/below"), Detail.BASIC)).isEmpty();
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.open(other, 0));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.list(other));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> store.children(other));
        assertRefused(Reason.NOT_DIRECTORY, () -> store.list(file));
        assertRefused(Reason.NOT_DIRECTORY, () -> store.children(file));
        assertRefused(Reason.IS_DIRECTORY, () -> store.open(StorePath.ROOT, 0));
    }

    @Test
    void theRootIsADirectory() throws Exception {
        FileInfo root = store.stat(StorePath.ROOT, Detail.FULL).orElseThrow();
        assertThat(root.path()).isEmpty();
        assertThat(root.type()).isEqualTo(FileType.DIRECTORY);
    }

    @Test
    void childrenAreTheListInShort() throws Exception {
        put(file, "x");
        put(other, "y");
        assertThat(store.list(StorePath.ROOT)).extracting(FileInfo::path).containsExactlyInAnyOrder("file", "dir");
        assertThat(store.children(StorePath.ROOT)).containsExactlyInAnyOrder(new Child("file", false),
                new Child("dir", true));
    }

    @Test
    void aDeepListingIsOfTheWholeTree() throws Exception {
        requires(Feature.DEEP_LISTING);
        put(file, "x");
        put(other, "y");
        try (Stream<FileInfo> all = store.listDeep(StorePath.ROOT);
                Stream<FileInfo> below = store.listDeep(other.parent())) {
            assertThat(all.map(FileInfo::path)).containsExactlyInAnyOrder("file", "dir", "dir/other");
            assertThat(below.map(FileInfo::path)).containsExactly("dir/other");
        }
    }

    @Test
    void anOffsetBeyondTheEndIsNothingToRead() throws Exception {
        put(file, "12345");
        for (long offset : new long[] {0, 3, 5, 6, 1L << 40}) {
            try (StoreReader reader = store.open(file, offset)) {
                assertThat(reader.info().size()).isEqualTo(5);
                assertThat(Channels.newInputStream(reader).readAllBytes())
                        .hasSize((int) Math.max(0, 5 - offset));
            }
        }
    }

    /** Scopes that exclude each other, and that do not. */
    enum Scopes {
        SAME_ENTRY(LockScope.entry(StorePath.parse("a")), LockScope.entry(StorePath.parse("a"))),
        ENTRY_AND_TREE(LockScope.entry(StorePath.parse("a")), LockScope.tree()),
        TREE_AND_ENTRY(LockScope.tree(), LockScope.entry(StorePath.parse("a"))),
        TREE_AND_TREE(LockScope.tree(), LockScope.tree()),
        ONE_OF_TWO(LockScope.entries(StorePath.parse("a"), StorePath.parse("b")),
                LockScope.entry(StorePath.parse("b")));

        private final LockScope held;
        private final LockScope wanted;

        Scopes(LockScope held, LockScope wanted) {
            this.held = held;
            this.wanted = wanted;
        }
    }

    @ParameterizedTest
    @EnumSource
    void scopesThatTouchExcludeEachOther(Scopes scopes) throws Exception {
        try (StoreLock held = store.lock(scopes.held, Duration.ZERO)) {
            inAnotherThread(() -> {
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> store.lock(scopes.wanted, Duration.ZERO));
                assertThatExceptionOfType(LockTimeoutException.class)
                        .isThrownBy(() -> store.lock(scopes.wanted, SOON));
                return null;
            });
        }
        store.lock(scopes.wanted, Duration.ZERO).close();
    }

    @Test
    void aLockIsFreedByClosingItOnce() throws Exception {
        StoreLock first = store.lock(LockScope.tree(), Duration.ZERO);
        first.close();
        StoreLock second = store.lock(LockScope.tree(), Duration.ZERO);
        first.close();
        inAnotherThread(() -> assertThatExceptionOfType(LockTimeoutException.class)
                .isThrownBy(() -> store.lock(LockScope.tree(), Duration.ZERO)));
        second.close();
    }

    @Test
    void aLockMayBeFreedByAnotherThread() throws Exception {
        StoreLock lock = store.lock(LockScope.tree(), Duration.ZERO);
        inAnotherThread(() -> {
            lock.close();
            return null;
        });
        store.lock(LockScope.tree(), Duration.ZERO).close();
    }

    @Test
    void aWriteWaitsNoLongerThanItsOptionSays() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        put(file, "old");
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            inAnotherThread(() -> {
                for (Duration timeout : List.of(Duration.ZERO, SOON)) {
                    assertThatExceptionOfType(LockTimeoutException.class)
                            .isThrownBy(() -> backend.update("file", Content.of("x"),
                                    WriteOption.lockTimeout(timeout)))
                            .satisfies(error -> {
                                assertThat(error.operation()).isEqualTo("update");
                                assertThat(error.waited()).isEqualTo(timeout);
                                assertThat(error.retryable()).isTrue();
                            });
                    assertThatExceptionOfType(LockTimeoutException.class)
                            .isThrownBy(() -> backend.delete("file", DeleteOption.lockTimeout(timeout)));
                }
                return null;
            });
        }
        backend.update("file", Content.of("new"), WriteOption.lockTimeout(Duration.ZERO));
        assertThat(text(file)).isEqualTo("new");
    }

    @Test
    void readsDoNotWaitForALock() throws Exception {
        FileBackend backend = StoreBackend.over(store);
        put(other, "content");
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            inAnotherThread(() -> {
                assertThat(backend.readText("dir/other")).isEqualTo("content");
                assertThat(backend.info("dir/other").size()).isEqualTo(7);
                assertThat(backend.list("dir")).hasSize(1);
                assertThat(backend.glob("**")).containsExactly("dir/other");
                assertThat(backend.checksum("dir/other")).hasSize(64);
                return null;
            });
        }
    }

    @Test
    void whoWaitsGetsTheLockWhenItIsFree() throws Exception {
        StoreLock held = store.lock(LockScope.entry(file), Duration.ZERO);
        FutureTask<StoreLock> bounded = new FutureTask<>(() -> store.lock(LockScope.tree(), LONG));
        Thread waiting = new Thread(bounded, "waiting");
        waiting.start();
        awaitWaiting(waiting);
        assertThat(bounded.isDone()).isFalse();
        held.close();
        bounded.get(30, TimeUnit.SECONDS).close();
        waiting.join();
    }

    @Test
    void withoutATimeOutOneWaitsUntilInterrupted() throws Exception {
        try (StoreLock held = store.lock(LockScope.tree(), Duration.ZERO)) {
            FutureTask<Boolean> forever = new FutureTask<>(() -> {
                assertThat(catchThrowable(() -> store.lock(LockScope.entry(file), null)))
                        .isInstanceOfAny(InterruptedIOException.class, ClosedByInterruptException.class,
                                StorageException.class);
                return Thread.currentThread().isInterrupted();
            });
            Thread waiting = new Thread(forever, "waiting");
            waiting.start();
            awaitWaiting(waiting);
            waiting.interrupt();
            assertThat(forever.get(30, TimeUnit.SECONDS)).as("interrupt status is kept").isTrue();
            waiting.join();
        }
        store.lock(LockScope.tree(), Duration.ZERO).close();
    }

    @Test
    void aGuardIsAskedWhileTheLockIsHeldAndItsPathDoesNotChange() throws Exception {
        put(file, "0");
        CountDownLatch start = new CountDownLatch(1);
        List<FutureTask<Void>> writers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FutureTask<Void> writer = new FutureTask<>(() -> {
                start.await();
                for (int n = 0; n < 10; n++) {
                    try (Staging staging = store.stage(new StageRequest(file, OptionalLong.empty(), false));
                            StoreLock lock = store.lock(LockScope.entry(file), LONG)) {
                        String next = Integer.toString(Integer.parseInt(text(file)) + 1);
                        staging.write(ByteBuffer.wrap(next.getBytes(StandardCharsets.UTF_8)));
                        staging.finish();
                        store.publish(List.of(new Change.Put(file, staging, Guard.NONE)), false);
                    }
                }
                return null;
            });
            writers.add(writer);
            threads.add(new Thread(writer, "writer-" + i));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (FutureTask<Void> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(text(file)).isEqualTo("40");
    }

    @Test
    void theStoresOwnNamesAreRefusedAndNotSeen() throws Exception {
        assumeTrue(!store.reservedNames().isEmpty(), "the store reserves no names");
        FileBackend backend = StoreBackend.over(store);
        put(file, "x");
        for (String name : store.reservedNames()) {
            for (String form : List.of(name, name.toUpperCase(Locale.ROOT), name + ".", name + " ",
                    name.substring(0, 2) + "\u200C" + name.substring(2))) {
                for (Operation operation : Operation.values()) {
                    assertRefused(Reason.RESERVED_NAME, () -> operation.perform(backend, form));
                    assertRefused(Reason.RESERVED_NAME, () -> operation.perform(backend, "dir/" + form + "/x"));
                }
            }
            assertThat(backend.glob("**/" + name + "/**")).isEmpty();
        }
        try (Stream<FileInfo> all = backend.walk("")) {
            assertThat(all.map(FileInfo::path)).containsExactly("file");
        }
        assertThat(backend.glob("**")).containsExactly("file");
        assertThat(backend.list("")).extracting(FileInfo::path).containsExactly("file");
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        store.close();
        store.close();
    }

    private static void inAnotherThread(Callable<?> work) throws Exception {
        assertThat(Race.run(1, i -> work)).extracting(Race.Outcome::failure).containsOnlyNulls();
    }

    /** Until the thread sleeps or waits, for whatever it waits by; a thread that has ended did not wait. */
    private static void awaitWaiting(Thread thread) {
        Set<Thread.State> waiting = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
        while (!waiting.contains(thread.getState())) {
            assertThat(thread.isAlive()).as("it waits").isTrue();
            Thread.onSpinWait();
        }
    }
}
