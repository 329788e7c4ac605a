package io.foundry9.filebackend.testkit;

import static io.foundry9.filebackend.testkit.Probe.failureOf;
import static io.foundry9.filebackend.testkit.Probe.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations that do not wait: their results, their failures, and what it means to stop one. */
abstract class AsyncContract extends ContractSection {

    private static final int MANY = 1_000;
    private static final long PATIENCE_SECONDS = 30;

    private AsyncFileBackend async;

    @BeforeEach
    final void findAsync() {
        async = backend.async();
    }

    @Test
    void eachOperationGivesWhatItsTwinGives() {
        assertThat(join(async.create("dir/file", Content.of("hello"))).path()).isEqualTo("dir/file");
        assertThat(join(async.createDirectory("empty")).isDirectory()).isTrue();
        assertThat(join(async.append("dir/file", Content.of(" world"))).size()).isEqualTo(11);
        assertThat(join(async.readText("/dir/file"))).isEqualTo(text("dir/file")).isEqualTo("hello world");
        assertThat(join(async.update("dir/file", Content.of("new"))).size()).isEqualTo(3);
        assertThat(join(async.write("dir/other", Content.of("x"))).path()).isEqualTo("dir/other");
        assertThat(join(async.read("dir/file"))).isEqualTo(backend.read("dir/file"));
        assertThat(known(join(async.info("dir/file")))).isEqualTo(known(backend.info("dir/file")));
        assertThat(join(async.exists("dir/file"))).isTrue();
        assertThat(join(async.exists("missing"))).isFalse();
        assertThat(join(async.list("dir"))).isEqualTo(backend.list("dir"));
        assertThat(join(async.glob("**"))).isEqualTo(backend.glob("**"));
        assertThat(join(async.glob("*", GlobOption.DIRECTORIES_ONLY))).containsExactly("dir", "empty");
        assertThat(join(async.checksum("dir/file", ChecksumAlgorithm.SHA256))).isEqualTo(backend.checksum("dir/file"));
        assertThat(join(async.checksumMany(List.of("dir/file", "missing"), ChecksumAlgorithm.MD5)))
                .isEqualTo(Map.of("dir/file", backend.checksum("dir/file", ChecksumAlgorithm.MD5)));
        assertThat(join(async.copy("dir/file", "copy")).path()).isEqualTo("copy");
        assertThat(join(async.move("copy", "moved")).path()).isEqualTo("moved");
        assertThat(join(async.delete("dir", DeleteOption.RECURSIVE))).isNull();
        assertThat(walk("")).containsExactly("empty", "moved");
        assertThat(async.capabilities()).isEqualTo(backend.capabilities());
    }

    /** All but the time of the last access: to find out whether it is text, an info may read the file. */
    private static Map<String, Object> known(FileInfo info) {
        Map<String, Object> known = info.toMap();
        known.remove("accessed");
        return known;
    }

    @Test
    void failuresAreThoseOfTheTwinAndNeverWrapped() {
        createAll("file");
        assertThat(failureOf(async.create("file", Content.empty()))).isInstanceOf(AlreadyExistsException.class);
        assertThat(failureOf(async.update("missing", Content.empty()))).isInstanceOf(NotFoundException.class);
        assertThat(failureOf(async.read(""))).isInstanceOf(InvalidOperationException.class);
        assertThat(failureOf(async.info("../out"))).isInstanceOf(InvalidOperationException.class);
        assertNotFound(() -> join(async.read("missing")));
        assertNotFound(() -> join(async.delete("missing")));
        FileBackendException failure = assertNotFound(() -> join(async.move("missing", "file")));
        assertThat(failure.operation()).isEqualTo("move");
        assertThat(failure.path()).isEqualTo("missing");
    }

    @Test
    void argumentsThatNoFileSystemCouldAcceptFailTheCallItself() {
        assertThatNullPointerException().isThrownBy(() -> async.read(null));
        assertThatNullPointerException().isThrownBy(() -> async.create("a", null));
        assertThatNullPointerException().isThrownBy(() -> async.checksum("a", null));
        assertThatNullPointerException().isThrownBy(() -> async.streamText(null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> async.streamRead("a", 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> async.streamRead("a", -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> async.streamText("a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> async.glob("[a"));
        assertThatIllegalArgumentException().isThrownBy(() -> async.openSession(Duration.ofMillis(-1)));
        assertThatNullPointerException().isThrownBy(() -> async.inSession(Duration.ZERO, null));
    }

    @Test
    void aThousandOperationsAtOnceAllComplete() {
        List<CompletionStage<FileInfo>> writes = IntStream.range(0, MANY)
                .mapToObj(i -> async.write("many/" + i % 50 + "/" + i, Content.of("content " + i)))
                .toList();
        List<CompletionStage<String>> both = IntStream.range(0, MANY)
                .mapToObj(i -> writes.get(i).thenCompose(info -> async.readText(info.path())))
                .toList();
        for (int i = 0; i < MANY; i++) {
            assertThat(join(both.get(i))).isEqualTo("content " + i);
        }
    }

    @Test
    void operationsRunNeitherOnTheCallersThreadNorOnTheCommonPool() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Thread caller = Thread.currentThread();
        CompletableFuture<Boolean> elsewhere = new CompletableFuture<>();
        join(async.write("file", sink -> {
            elsewhere.complete(Thread.currentThread() != caller);
            threads.add(Thread.currentThread().getName());
            sink.write(ByteBuffer.allocate(1));
        }));
        assertThat(join(elsewhere)).isTrue();
        assertThat(threads).noneMatch(name -> name.contains("commonPool"));
    }

    /** Content that waits until its thread is interrupted. */
    private static final class Waiting implements Content {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        @Override
        public void writeTo(WritableByteChannel sink) throws IOException {
            sink.write(ByteBuffer.allocate(100_000));
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                interrupted.complete(true);
                throw new InterruptedIOException();
            }
        }

        void awaitBegin() throws InterruptedException {
            assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsCancelledIsStoppedAndLeavesNothing() throws Exception {
        create("old", "old");
        Map<String, String> before = snapshot();
        for (Function<Content, CompletionStage<FileInfo>> write : List.<Function<Content, CompletionStage<FileInfo>>>of(
                content -> async.create("new/file", content),
                content -> async.update("old", content),
                content -> async.append("old", content))) {
            Waiting content = new Waiting();
            CompletableFuture<FileInfo> stage = write.apply(content).toCompletableFuture();
            content.awaitBegin();
            assertThat(stage.cancel(true)).isTrue();
            assertThat(stage.isCancelled()).isTrue();
            assertThat(join(content.interrupted)).isTrue();
        }
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void anInterruptNeverReachesWhatComesNext() throws Exception {
        for (int round = 0; round < 20; round++) {
            Waiting content = new Waiting();
            CompletionStage<FileInfo> write = async.write("file", content);
            content.awaitBegin();
            write.toCompletableFuture().cancel(true);
            String path = "next-" + round;
            join(async.write(path, sink -> {
                if (Thread.currentThread().isInterrupted()) {
                    throw new AssertionError("interrupted for another");
                }
                sink.write(ByteBuffer.allocate(1));
            }));
            assertThat(join(async.info(path)).size()).isEqualTo(1);
        }
    }

    @Test
    void whatIsCancelledBeforeItBeginsNeverHappens() throws Exception {
        List<Waiting> contents = new ArrayList<>();
        List<CompletionStage<FileInfo>> blocking = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            contents.add(new Waiting());
            blocking.add(async.write("blocking-" + i, contents.get(i)));
        }
        CompletionStage<FileInfo> queued = async.write("queued", Content.of("x"));
        boolean cancelled = queued.toCompletableFuture().cancel(true);
        blocking.forEach(write -> write.toCompletableFuture().cancel(true));
        assertThat(join(async.exists("queued"))).isEqualTo(!cancelled);
        assertThat(walk("")).isSubsetOf("queued");
    }

    @Test
    void whatHasCompletedStaysWhenItIsCancelled() {
        CompletionStage<FileInfo> write = async.write("file", Content.of("x"));
        join(write);
        assertThat(write.toCompletableFuture().cancel(true)).isFalse();
        assertThat(text("file")).isEqualTo("x");
    }

    @Test
    void whatIsCancelledAtAnyMomentIsThereIfAndOnlyIfItSaysSo() {
        for (int round = 0; round < 200; round++) {
            String path = "file-" + round;
            CompletionStage<FileInfo> write = async.write(path, Content.of("x"));
            for (int i = 0; i < round * 20; i++) {
                Thread.onSpinWait();
            }
            write.toCompletableFuture().cancel(true);
            boolean cancelled = failureOf(write) != null;
            if (cancelled) {
                join(async.write("after", Content.of("x")));
            }
            assertThat(backend.exists(path)).isEqualTo(!cancelled);
        }
    }

    @Test
    void whoEndsTheStageHimselfStopsTheOperation() throws Exception {
        Waiting content = new Waiting();
        CompletableFuture<FileInfo> write = async.write("file", content).toCompletableFuture();
        content.awaitBegin();
        assertThat(write.completeExceptionally(new IllegalStateException("too slow"))).isTrue();
        assertThat(failureOf(write)).hasMessage("too slow");
        assertThat(join(content.interrupted)).isTrue();
        assertThat(backend.exists("file")).isFalse();
    }

    @Test
    void afterClosingOperationsFailAsTheirTwins() {
        createAll("file");
        backend.close();
        Throwable twin = catchThrowable(() -> backend.read("file"));
        assumeTrue(twin instanceof StorageException, "closing does not end this backend");
        assertThat(failureOf(async.read("file"))).isInstanceOfSatisfying(StorageException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(StorageException.Kind.CLOSED);
            assertThat(failure.operation()).isEqualTo("read");
            assertThat(failure.path()).isEqualTo("file");
        });
        assertThat(Probe.on(async.streamRead("file")).failure()).isInstanceOf(StorageException.class);
        assertThat(failureOf(async.write("file", Content.of(async.streamRead("file")))))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        Waiting content = new Waiting();
        CompletionStage<FileInfo> write = async.write("file", content);
        content.awaitBegin();
        backend.close();
        boolean ended = catchThrowable(() -> backend.exists("file")) instanceof StorageException;
        if (!ended) {
            write.toCompletableFuture().cancel(true);
        }
        assumeTrue(ended, "closing does not end this backend");
        assertThat(failureOf(write)).isInstanceOfSatisfying(StorageException.class,
                failure -> assertThat(failure.kind()).isEqualTo(StorageException.Kind.CLOSED));
        assertThat(join(content.interrupted)).isTrue();
    }

    @Test
    void optionsCount() {
        createAll("file");
        join(async.create("file", Content.of("over"), WriteOption.OVERWRITE, WriteOption.durable()));
        assertThat(text("file")).isEqualTo("over");
        List<Long> told = new ArrayList<>();
        join(async.write("file", Content.of("again"), WriteOption.progress((done, total) -> told.add(done))));
        assertThat(told).last().isEqualTo(5L);
        try (Stream<FileInfo> all = backend.walk("")) {
            assertThat(all).hasSize(1);
        }
    }
}
