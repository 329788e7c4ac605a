package io.foundry9.filebackend.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.core.SchemeRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of {@code docs/async.md}, run. */
class AsyncPageTest {

    @TempDir Path folder;

    private FileBackend files;

    @BeforeEach
    void open() {
        files = SchemeRegistry.discover().open("file://" + folder.resolve("files") + "?create_root=true");
        files.write("a.txt", Content.of("Hello"));
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void everySampleOfThePageStandsHere() throws IOException {
        SamplesOnPage.of("docs/async.md").areIn(AsyncPageTest.class);
    }

    private static <T> T join(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void stages() throws Exception {
        AsyncFileBackend async = files.async();
        CompletionStage<String> text = async.write("b.txt", Content.of("Hello"))
                .thenCompose(info -> async.copy(info.path(), "c.txt"))
                .thenCompose(info -> async.readText("c.txt"));

        assertThat(join(text)).isEqualTo("Hello");
    }

    @Test
    void failures() throws Exception {
        AsyncFileBackend async = files.async();
        CompletionStage<String> text = async.readText("missing.txt").handle((content, failure) -> {
            if (failure instanceof NotFoundException notFound) {
                return "there is no " + notFound.path();
            }
            return content;
        });

        assertThat(join(text)).isEqualTo("there is no missing.txt");
    }

    @Test
    void manyAtOnce() throws Exception {
        AsyncFileBackend async = files.async();
        List<CompletableFuture<FileInfo>> writes = IntStream.range(0, 1_000)
                .mapToObj(i -> async.write("many/" + i, Content.of("number " + i)).toCompletableFuture())
                .toList();
        CompletionStage<Void> all = CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));

        join(all);
        assertThat(files.list("many")).hasSize(1_000);
    }

    @Test
    void cancelling() {
        AsyncFileBackend async = files.async();
        Content slow = Content.of(new SubmissionPublisher<>(Runnable::run, 16));
        CompletableFuture<FileInfo> upload = async.write("big.bin", slow).toCompletableFuture();
        boolean stopped = upload.cancel(true);

        assertThat(stopped).isTrue();
        assertThat(files.exists("big.bin")).isFalse();
    }

    /** Adds up the bytes, four chunks at a time. */
    static class Counter implements Flow.Subscriber<ByteBuffer> {
        final CompletableFuture<Long> total = new CompletableFuture<>();
        private final AtomicLong bytes = new AtomicLong();
        private Flow.Subscription subscription;
        private int wanted;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            askForMore();
        }

        private void askForMore() {
            wanted = 4;
            subscription.request(wanted);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            bytes.addAndGet(chunk.remaining());
            if (--wanted == 0) {
                askForMore();
            }
        }

        @Override
        public void onError(Throwable failure) {
            total.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            total.complete(bytes.get());
        }
    }

    @Test
    void reading() throws Exception {
        files.write("big.bin", Content.of(new byte[1_000_000]));
        Counter counter = new Counter();
        files.async().streamRead("big.bin").subscribe(counter);

        assertThat(join(counter.total)).isEqualTo(1_000_000L);
    }

    @Test
    void writing() throws Exception {
        AsyncFileBackend async = files.async();
        SubmissionPublisher<ByteBuffer> source = new SubmissionPublisher<>();
        CompletionStage<FileInfo> fed = async.write("fed.txt", Content.of(source));
        while (!source.hasSubscribers()) {
            Thread.onSpinWait();
        }
        source.submit(ByteBuffer.wrap("Hello".getBytes(StandardCharsets.UTF_8)));
        source.close();
        assertThat(join(fed).size()).isEqualTo(5);

        CompletionStage<FileInfo> copied = async.write("copy.txt", Content.of(async.streamRead("fed.txt")));
        assertThat(join(copied).size()).isEqualTo(5);
    }

    @Test
    void sessions() throws Exception {
        files.write("counter", Content.of("1"));
        CompletionStage<FileInfo> counted = files.async().inSession(Duration.ofSeconds(10), session -> session
                .readText("counter")
                .thenCompose(text -> session.update("counter", Content.of("" + (Integer.parseInt(text) + 1)))));

        join(counted);
        assertThat(files.readText("counter")).isEqualTo("2");
    }

    @Test
    void sessionsByHand() throws Exception {
        AsyncFileBackend async = files.async();
        CompletionStage<CommitResult> result = async.openSession(Duration.ofSeconds(10))
                .thenCompose(session -> fill(session).handle((done, failure) -> failure == null
                        ? session.commit()
                        : session.rollback().thenCompose(gone -> CompletableFuture.<CommitResult>failedStage(failure)))
                        .thenCompose(end -> end));

        assertThat(join(result).state()).isEqualTo(CommitResult.State.PUBLISHED);
    }

    private static CompletionStage<FileInfo> fill(AsyncSession session) {
        return session.write("a.txt", Content.of("new"));
    }

    @Test
    void waiting() throws Exception {
        AsyncFileBackend async = files.async();
        CompletionStage<FileInfo> write =
                async.write("a.txt", Content.of("new"), WriteOption.lockTimeout(Duration.ofSeconds(5)));

        assertThat(join(write).size()).isEqualTo(3);
    }
}
