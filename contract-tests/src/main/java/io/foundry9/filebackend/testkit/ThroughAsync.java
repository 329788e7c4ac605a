package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * A backend whose operations are all done by {@link FileBackend#async}, so that the contract can be run over that: stages
 * are waited for, what is streamed comes from publishers, and what is written goes through one. Sessions are the
 * backend's own. A caller that is interrupted cancels what he waits for. Safe for use by many threads.
 */
public final class ThroughAsync implements FileBackend {

    private final FileBackend backend;
    private final AsyncFileBackend async;

    /** Takes over the backend, which is closed with this. */
    public ThroughAsync(FileBackend backend) {
        this.backend = backend;
        this.async = backend.async();
    }

    /** Waits for a stage; throws what it fails with as it is. */
    static <T> T join(String operation, String path, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!future.cancel(true)) {
                awaitEnd(future);
            }
            if (future.isCancelled()) {
                throw new StorageException(Kind.INTERRUPTED, path, "interrupted", null).during(operation);
            }
            return outcome(future);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        }
    }

    /** Waits for a stage that could not be cancelled any more. */
    private static void awaitEnd(CompletableFuture<?> future) {
        future.handle((result, failure) -> failure).join();
    }

    private static <T> T outcome(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
        }
    }

    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof RuntimeException runtime) {
            return runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new AssertionError("a checked exception from an operation that throws none", failure);
    }

    private static Content published(Content content) {
        return content.publisher().isPresent() ? content : new ContentPublisher(content).asContent();
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        return join("create", path, async.create(path, published(content), options));
    }

    @Override
    public FileInfo createDirectory(String path, WriteOption... options) {
        return join("createDirectory", path, async.createDirectory(path, options));
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        return join("update", path, async.update(path, published(content), options));
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        return join("append", path, async.append(path, published(content), options));
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        return join("write", path, async.write(path, published(content), options));
    }

    @Override
    public byte[] read(String path) {
        return join("read", path, async.read(path));
    }

    @Override
    public String readText(String path) {
        return join("readText", path, async.readText(path));
    }

    @Override
    public InputStream openRead(String path) {
        return openRead(path, 0);
    }

    @Override
    public InputStream openRead(String path, long offset) {
        return Pull.from("openRead", path, async.streamRead(path, offset, DEFAULT_CHUNK_SIZE)).asInputStream();
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) {
        return Pull.from("streamRead", path, async.streamRead(path, 0, chunkSize)).asStream();
    }

    @Override
    public Stream<String> streamText(String path, int chunkSize) {
        return Pull.from("streamText", path, async.streamText(path, chunkSize)).asStream();
    }

    @Override
    public WriteHandle openWrite(String path, WriteOption... options) {
        return FedWriteHandle.open(path, content -> async.create(path, content, options));
    }

    @Override
    public FileInfo info(String path) {
        return join("info", path, async.info(path));
    }

    @Override
    public boolean exists(String path) {
        return join("exists", path, async.exists(path));
    }

    @Override
    public List<FileInfo> list(String path) {
        return join("list", path, async.list(path));
    }

    @Override
    public Stream<FileInfo> walk(String path) {
        return Pull.from("walk", path, async.walk(path)).asStream();
    }

    @Override
    public void delete(String path, DeleteOption... options) {
        join("delete", path, async.delete(path, options));
    }

    @Override
    public FileInfo move(String from, String to, WriteOption... options) {
        return join("move", from, async.move(from, to, options));
    }

    @Override
    public FileInfo copy(String from, String to, WriteOption... options) {
        return join("copy", from, async.copy(from, to, options));
    }

    @Override
    public List<String> glob(String pattern, GlobOption... options) {
        return join("glob", pattern, async.glob(pattern, options));
    }

    @Override
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        return join("checksum", path, async.checksum(path, algorithm, options));
    }

    @Override
    public Map<String, String> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        return join("checksumMany", "", async.checksumMany(paths, algorithm, options));
    }

    @Override
    public Session openSession(Duration timeout) {
        return backend.openSession(timeout);
    }

    @Override
    public AsyncFileBackend async() {
        return backend.async();
    }

    @Override
    public Capabilities capabilities() {
        return async.capabilities();
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return backend.as(type);
    }

    @Override
    public void close() {
        backend.close();
    }

    @Override
    public String toString() {
        return backend + " through async()";
    }
}
