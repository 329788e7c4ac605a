package io.foundry9.filebackend.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an asynchronous operation means to the backend that it began on, and what becomes of it where there is none. */
class AsyncLeaseTest extends VaultTestBase {

    private static final long PATIENCE_SECONDS = 20;

    private FileBackend register(VaultOptions options) {
        FileBackend docs = registry.register("docs", "fake://a", options);
        docs.write("a.txt", Content.of("hello"));
        return docs;
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletionStage<?> stage) throws Exception {
        return join(stage.handle((result, failure) -> failure));
    }

    /** Signals as words. */
    private static final class Listener<T> implements Flow.Subscriber<T> {
        private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        Object next() throws InterruptedException {
            Object signal = signals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return signal instanceof ByteBuffer bytes ? StandardCharsets.UTF_8.decode(bytes).toString() : signal;
        }

        Flow.Subscription subscription() throws Exception {
            return join(subscription);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(T item) {
            signals.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(failure);
        }

        @Override
        public void onComplete() {
            signals.add("end");
        }
    }

    @Test
    void anOperationHoldsItsBackendUntilItsStageCompletes() throws Exception {
        FileBackend docs = register(PATIENT);
        FakeStore old = factory.last();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletionStage<FileInfo> write = docs.async().write("b.txt", sink -> {
            begun.countDown();
            awaitQuietly(goOn);
            sink.write(ByteBuffer.wrap(new byte[] {'x'}));
        });
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        registry.swap("docs", "fake://b");
        assertThat(old.isClosed()).isFalse();
        goOn.countDown();

        assertThat(join(write).size()).isEqualTo(1);
        assertThat(old.awaitClosed()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSubscriptionHoldsItsBackendUntilItEnds() throws Exception {
        FileBackend docs = register(PATIENT);
        FakeStore old = factory.last();
        Listener<ByteBuffer> completed = new Listener<>();
        Listener<ByteBuffer> cancelled = new Listener<>();
        Flow.Publisher<ByteBuffer> publisher = docs.async().streamRead("a.txt", 0, 2);
        publisher.subscribe(completed);
        publisher.subscribe(cancelled);
        completed.subscription().request(1);
        cancelled.subscription().request(1);
        assertThat(completed.next()).isEqualTo("he");
        assertThat(cancelled.next()).isEqualTo("he");

        registry.swap("docs", "fake://b");
        completed.subscription().request(1);
        assertThat(completed.next()).isEqualTo("ll");
        cancelled.subscription().cancel();
        assertThat(old.isClosed()).isFalse();
        completed.subscription().request(10);

        assertThat(completed.next()).isEqualTo("o");
        assertThat(completed.next()).isEqualTo("end");
        assertThat(old.awaitClosed()).isTrue();
    }

    @Test
    void aPublisherReadsFromTheBackendThatIsThereWhenItIsSubscribedTo() throws Exception {
        FileBackend docs = register(PATIENT);
        Flow.Publisher<ByteBuffer> publisher = docs.async().streamRead("a.txt");
        registry.swap("docs", "fake://b");
        docs.write("a.txt", Content.of("other"));
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();

        Listener<ByteBuffer> listener = new Listener<>();
        publisher.subscribe(listener);
        listener.subscription().request(Long.MAX_VALUE);

        assertThat(listener.next()).isEqualTo("other");
        assertThat(listener.next()).isEqualTo("end");
    }

    @Test
    void manyThatMissTheirBackendWaitTogetherAndGoOnTogether() throws Exception {
        FileBackend docs = register(PATIENT);
        AsyncFileBackend async = docs.async();
        serving.close();
        awaitEvent(VaultEvent.Type.CHANGED);
        assertThat(factory.last().awaitClosed()).isTrue();

        List<CompletionStage<String>> reads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            reads.add(async.readText("a.txt"));
        }
        Listener<ByteBuffer> listener = new Listener<>();
        async.streamRead("a.txt").subscribe(listener);
        assertThat(reads).noneMatch(stage -> stage.toCompletableFuture().isDone());
        assertThat(waiters()).isEqualTo(1);
        schemes.register(factory.updated());

        for (CompletionStage<String> read : reads) {
            assertThat(join(read)).isEqualTo("hello");
        }
        listener.subscription().request(1);
        assertThat(listener.next()).isEqualTo("hello");
        listener.subscription().cancel();
    }

    private static long waiters() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("f9-vaults-wait")).count();
    }

    @Test
    void manyThatMissTheirBackendFailTogetherAfterOneTimeToWait() throws Exception {
        AsyncFileBackend async = register(VaultOptions.DEFAULTS.withWaitTimeout(Duration.ofMillis(200))).async();
        serving.close();
        assertThat(factory.last().awaitClosed()).isTrue();

        long start = System.nanoTime();
        List<CompletionStage<String>> reads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            reads.add(async.readText("a.txt"));
        }
        for (CompletionStage<String> read : reads) {
            assertThat(failureOf(read)).isInstanceOfSatisfying(BackendUnavailableException.class, failure -> {
                assertThat(failure.operation()).isEqualTo("readText");
                assertThat(failure.path()).isEqualTo("a.txt");
                assertThat(failure).hasMessageContaining("waited 0.2 s");
            });
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50 * 200));
    }

    @Test
    void aPublisherWithoutABackendFailsItsSubscriber() throws Exception {
        AsyncFileBackend async = register(IMPATIENT).async();
        serving.close();
        assertThat(factory.last().awaitClosed()).isTrue();
        Listener<FileInfo> listener = new Listener<>();

        async.walk("").subscribe(listener);

        assertThat(listener.next()).isInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void whatIsCancelledWhileItWaitsNeverHappens() throws Exception {
        AsyncFileBackend async = register(PATIENT).async();
        serving.close();
        assertThat(factory.last().awaitClosed()).isTrue();
        CompletionStage<FileInfo> unwanted = async.write("unwanted", Content.of("x"));
        CompletionStage<FileInfo> wanted = async.write("wanted", Content.of("x"));

        assertThat(unwanted.toCompletableFuture().cancel(true)).isTrue();
        schemes.register(factory.updated());

        join(wanted);
        assertThat(join(async.exists("unwanted"))).isFalse();
    }

    @Test
    void cancellingPassesToTheBackend() throws Exception {
        FileBackend docs = register(PATIENT);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CompletionStage<FileInfo> write = docs.async().write("b.txt", sink -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(write.toCompletableFuture().cancel(true)).isTrue();

        assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        registry.swap("docs", "fake://b");
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();
        registry.swap("docs", "fake://a");
        assertThat(docs.exists("b.txt")).isFalse();
    }

    @Test
    void whoHasWaitedLongEnoughStopsTheOperation() throws Exception {
        AsyncFileBackend async = register(PATIENT).async();
        CompletableFuture<FileInfo> write =
                async.write("b.txt", Content.of(subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        // never emits anything
                    }

                    @Override
                    public void cancel() {
                        // nothing to stop
                    }
                }))).toCompletableFuture();

        assertThat(write.completeExceptionally(new IllegalStateException("enough"))).isTrue();

        assertThat(failureOf(write)).hasMessage("enough");
        registry.swap("docs", "fake://b");
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();
    }

    @Test
    void argumentsThatAreRefusedKeepNoLease() throws Exception {
        AsyncFileBackend async = register(PATIENT).async();

        assertThatNullPointerException().isThrownBy(() -> async.read(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> async.streamRead("a.txt", 0, 0));

        registry.swap("docs", "fake://b");
        assertThat(factory.opened.get(0).awaitClosed()).isTrue();
    }

    @Test
    void aVaultThatIsGoneRefuses() throws Exception {
        AsyncFileBackend async = register(PATIENT).async();
        registry.unregister("docs");

        assertThat(failureOf(async.list(""))).isInstanceOfSatisfying(StorageException.class,
                failure -> assertThat(failure.kind()).isEqualTo(Kind.CLOSED));
    }

    @Test
    void capabilitiesAreToldAtOnceOrNotAtAll() throws Exception {
        FileBackend docs = register(PATIENT);
        assertThat(docs.async().capabilities()).isEqualTo(docs.capabilities());
        serving.close();
        assertThat(factory.last().awaitClosed()).isTrue();

        assertThatExceptionOfType(BackendUnavailableException.class)
                .isThrownBy(() -> docs.async().capabilities());
    }

    @Test
    void aContextOfAVaultHasItsAsynchronousFace() throws Exception {
        register(PATIENT);
        try (VaultContext context = registry.enter("docs")) {
            assertThat(join(context.async().readText("a.txt"))).isEqualTo("hello");
        }
    }

    @Test
    void failuresComeUnwrapped() throws Exception {
        AsyncFileBackend async = register(PATIENT).async();
        assertThat(failureOf(async.read("missing"))).isInstanceOf(NotFoundException.class);
    }
}
