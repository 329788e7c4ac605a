package io.foundry9.filebackend;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * An asynchronous backend that passes every call on to another. A decorator overrides the two hooks through which all
 * calls go, or single methods: {@link #forward} for those that return a stage, {@link #forwardPublisher} for those that
 * return a publisher. {@link #capabilities} is left to it, as that must answer at once. It has no state; threads may use it as
 * they may use what is behind it.
 */
public abstract class ForwardingAsyncFileBackend implements AsyncFileBackend {

    /** For who extends it. */
    protected ForwardingAsyncFileBackend() {
    }

    /** Makes a call on the backend behind this one. */
    protected abstract <T> CompletionStage<T> forward(
            Function<? super AsyncFileBackend, ? extends CompletionStage<T>> call);

    /** Makes a call that hands out a publisher, which may be subscribed to at any time and any number of times. */
    protected abstract <T> Flow.Publisher<T> forwardPublisher(
            Function<? super AsyncFileBackend, ? extends Flow.Publisher<T>> call);

    @Override
    public CompletionStage<FileInfo> create(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.create(path, content, options));
    }

    @Override
    public CompletionStage<FileInfo> createDirectory(String path, WriteOption... options) {
        return forward(backend -> backend.createDirectory(path, options));
    }

    @Override
    public CompletionStage<FileInfo> update(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.update(path, content, options));
    }

    @Override
    public CompletionStage<FileInfo> append(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.append(path, content, options));
    }

    @Override
    public CompletionStage<FileInfo> write(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.write(path, content, options));
    }

    @Override
    public CompletionStage<byte[]> read(String path) {
        return forward(backend -> backend.read(path));
    }

    @Override
    public CompletionStage<String> readText(String path) {
        return forward(backend -> backend.readText(path));
    }

    @Override
    public Flow.Publisher<ByteBuffer> streamRead(String path, long offset, int chunkSize) {
        return forwardPublisher(backend -> backend.streamRead(path, offset, chunkSize));
    }

    @Override
    public Flow.Publisher<String> streamText(String path, int chunkSize) {
        return forwardPublisher(backend -> backend.streamText(path, chunkSize));
    }

    @Override
    public CompletionStage<FileInfo> info(String path) {
        return forward(backend -> backend.info(path));
    }

    @Override
    public CompletionStage<Boolean> exists(String path) {
        return forward(backend -> backend.exists(path));
    }

    @Override
    public CompletionStage<List<FileInfo>> list(String path) {
        return forward(backend -> backend.list(path));
    }

    @Override
    public Flow.Publisher<FileInfo> walk(String path) {
        return forwardPublisher(backend -> backend.walk(path));
    }

    @Override
    public CompletionStage<Void> delete(String path, DeleteOption... options) {
        return forward(backend -> backend.delete(path, options));
    }

    @Override
    public CompletionStage<FileInfo> move(String from, String to, WriteOption... options) {
        return forward(backend -> backend.move(from, to, options));
    }

    @Override
    public CompletionStage<FileInfo> copy(String from, String to, WriteOption... options) {
        return forward(backend -> backend.copy(from, to, options));
    }

    @Override
    public CompletionStage<List<String>> glob(String pattern, GlobOption... options) {
        return forward(backend -> backend.glob(pattern, options));
    }

    @Override
    public CompletionStage<String> checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        return forward(backend -> backend.checksum(path, algorithm, options));
    }

    @Override
    public CompletionStage<Map<String, String>> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        return forward(backend -> backend.checksumMany(paths, algorithm, options));
    }

    @Override
    public CompletionStage<AsyncSession> openSession(Duration timeout) {
        return forward(backend -> backend.openSession(timeout));
    }

    @Override
    public <T> CompletionStage<T> inSession(Duration timeout,
            Function<? super AsyncSession, ? extends CompletionStage<T>> work) {
        return forward(backend -> backend.inSession(timeout, work));
    }

    @Override
    public <E, T> CompletionStage<T> with(Class<E> extension, Function<? super E, ? extends T> work) {
        return forward(backend -> backend.with(extension, work));
    }
}
