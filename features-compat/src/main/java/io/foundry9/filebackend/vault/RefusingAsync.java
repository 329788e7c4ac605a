package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.WriteOption;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The asynchronous face of what refuses: stages that have failed, and publishers that fail for each subscriber, with an
 * error that names the operation and the path. Immutable.
 */
final class RefusingAsync implements AsyncFileBackend {

    private final BiFunction<String, String, FileBackendException> refusal;

    /** @param refusal makes the error for an operation and a path */
    RefusingAsync(BiFunction<String, String, FileBackendException> refusal) {
        this.refusal = refusal;
    }

    private <T> CompletionStage<T> failing(String operation, String path) {
        return CompletableFuture.failedStage(refusal.apply(operation, path));
    }

    private <T> Flow.Publisher<T> failingPublisher(String operation, String path) {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber").onSubscribe(EndedSubscription.INSTANCE);
            subscriber.onError(refusal.apply(operation, path));
        };
    }

    @Override
    public CompletionStage<FileInfo> create(String path, Content content, WriteOption... options) {
        return failing("create", path);
    }

    @Override
    public CompletionStage<FileInfo> createDirectory(String path, WriteOption... options) {
        return failing("createDirectory", path);
    }

    @Override
    public CompletionStage<FileInfo> update(String path, Content content, WriteOption... options) {
        return failing("update", path);
    }

    @Override
    public CompletionStage<FileInfo> append(String path, Content content, WriteOption... options) {
        return failing("append", path);
    }

    @Override
    public CompletionStage<FileInfo> write(String path, Content content, WriteOption... options) {
        return failing("write", path);
    }

    @Override
    public CompletionStage<byte[]> read(String path) {
        return failing("read", path);
    }

    @Override
    public CompletionStage<String> readText(String path) {
        return failing("readText", path);
    }

    @Override
    public Flow.Publisher<ByteBuffer> streamRead(String path, long offset, int chunkSize) {
        return failingPublisher("streamRead", path);
    }

    @Override
    public Flow.Publisher<String> streamText(String path, int chunkSize) {
        return failingPublisher("streamText", path);
    }

    @Override
    public CompletionStage<FileInfo> info(String path) {
        return failing("info", path);
    }

    @Override
    public CompletionStage<Boolean> exists(String path) {
        return failing("exists", path);
    }

    @Override
    public CompletionStage<List<FileInfo>> list(String path) {
        return failing("list", path);
    }

    @Override
    public Flow.Publisher<FileInfo> walk(String path) {
        return failingPublisher("walk", path);
    }

    @Override
    public CompletionStage<Void> delete(String path, DeleteOption... options) {
        return failing("delete", path);
    }

    @Override
    public CompletionStage<FileInfo> move(String from, String to, WriteOption... options) {
        return failing("move", from);
    }

    @Override
    public CompletionStage<FileInfo> copy(String from, String to, WriteOption... options) {
        return failing("copy", from);
    }

    @Override
    public CompletionStage<List<String>> glob(String pattern, GlobOption... options) {
        return failing("glob", pattern);
    }

    @Override
    public CompletionStage<String> checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        return failing("checksum", path);
    }

    @Override
    public CompletionStage<Map<String, String>> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        return failing("checksumMany", "");
    }

    @Override
    public CompletionStage<AsyncSession> openSession(Duration timeout) {
        return failing("openSession", "");
    }

    @Override
    public <T> CompletionStage<T> inSession(Duration timeout,
            Function<? super AsyncSession, ? extends CompletionStage<T>> work) {
        return failing("openSession", "");
    }

    @Override
    public <E, T> CompletionStage<T> with(Class<E> extension, Function<? super E, ? extends T> work) {
        return failing("with", "");
    }

    @Override
    public Capabilities capabilities() {
        throw refusal.apply("capabilities", "");
    }
}
