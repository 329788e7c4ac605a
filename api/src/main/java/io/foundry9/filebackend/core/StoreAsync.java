package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.AsyncSession;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.WriteOption;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The asynchronous operations over {@link StoreOperations}: it finds out what a call goes to, refuses arguments that no
 * file system could accept, and sends the rest on its way through the {@link Lanes}. It has no state of its own.
 */
final class StoreAsync implements AsyncFileBackend {

    private final Supplier<AsyncTarget> targets;
    private final Lanes lanes;

    /**
     * @param targets tells, on the thread that makes a call, what it goes to
     * @param lanes of the backend
     */
    StoreAsync(Supplier<AsyncTarget> targets, Lanes lanes) {
        this.targets = targets;
        this.lanes = lanes;
    }

    /** One way to write. */
    private interface Write {
        FileInfo run(StoreOperations operations, String path, Content content, WriteOption... options);
    }

    /** Something that may have to wait for a lock, with the options that say how long. */
    private interface Change<T> {
        T run(StoreOperations operations, WriteOption... options);
    }

    @Override
    public CompletionStage<FileInfo> create(String path, Content content, WriteOption... options) {
        return write("create", Draft.Kind.CREATE, StoreOperations::create, path, content, options);
    }

    @Override
    public CompletionStage<FileInfo> write(String path, Content content, WriteOption... options) {
        return write("write", Draft.Kind.WRITE, StoreOperations::write, path, content, options);
    }

    @Override
    public CompletionStage<FileInfo> update(String path, Content content, WriteOption... options) {
        return write("update", Draft.Kind.UPDATE, StoreOperations::update, path, content, options);
    }

    @Override
    public CompletionStage<FileInfo> append(String path, Content content, WriteOption... options) {
        return write("append", Draft.Kind.APPEND, StoreOperations::append, path, content, options);
    }

    private CompletionStage<FileInfo> write(String operation, Draft.Kind kind, Write write, String path,
            Content content, WriteOption... options) {
        requirePath(path);
        Optional<Flow.Publisher<ByteBuffer>> publisher = Objects.requireNonNull(content, "content").publisher();
        if (publisher.isPresent()) {
            return feed(operation, kind, path, content, publisher.get(), options);
        }
        return change(operation, path, (operations, all) -> write.run(operations, path, content, all), options);
    }

    private CompletionStage<FileInfo> feed(String operation, Draft.Kind kind, String path, Content content,
            Flow.Publisher<ByteBuffer> publisher, WriteOption... options) {
        WriteOption[] own = options.clone();
        return on(target -> new Feed(target.lanes(), new Feed.Order(operation, path, publisher,
                () -> target.operations().draft(kind, path, content.length(), own),
                target.operations().lockTimeout(own), target.shared())).start());
    }

    @Override
    public CompletionStage<FileInfo> createDirectory(String path, WriteOption... options) {
        requirePath(path);
        return change("createDirectory", path, (operations, all) -> operations.createDirectory(path, all), options);
    }

    @Override
    public CompletionStage<FileInfo> move(String from, String to, WriteOption... options) {
        requirePath(from);
        requirePath(to);
        return change("move", from, (operations, all) -> operations.move(from, to, all), options);
    }

    @Override
    public CompletionStage<FileInfo> copy(String from, String to, WriteOption... options) {
        requirePath(from);
        requirePath(to);
        return change("copy", from, (operations, all) -> operations.copy(from, to, all), options);
    }

    private <T> CompletionStage<T> change(String operation, String path, Change<T> change, WriteOption... options) {
        WriteOption[] own = options.clone();
        return on(target -> waiting(target, target.operations().lockTimeout(own), Operation.Task.of(operation, path,
                left -> change.run(target.operations(),
                        with(own, new WriteOption.LockTimeout(left), WriteOption[].class)))));
    }

    @Override
    public CompletionStage<Void> delete(String path, DeleteOption... options) {
        requirePath(path);
        DeleteOption[] own = options.clone();
        return on(target -> waiting(target, target.operations().deletionTimeout(own),
                Operation.Task.of("delete", path, left -> {
                    target.operations()
                            .delete(path, with(own, new WriteOption.LockTimeout(left), DeleteOption[].class));
                    return null;
                })));
    }

    /** Of two time-outs, the last counts. */
    private static <O> O[] with(O[] options, O last, Class<O[]> type) {
        O[] all = Arrays.copyOf(options, options.length + 1, type);
        all[options.length] = last;
        return all;
    }

    private <T> CompletionStage<T> waiting(AsyncTarget target, Duration patience, Operation.Task<T> task) {
        Operation<T> operation = new Operation<>(target.lanes(), task, patience);
        return target.shared() ? operation.startWaiting() : operation.start();
    }

    @Override
    public CompletionStage<byte[]> read(String path) {
        return look("read", requirePath(path), operations -> operations.read(path));
    }

    @Override
    public CompletionStage<String> readText(String path) {
        return look("readText", requirePath(path), operations -> operations.readText(path));
    }

    @Override
    public CompletionStage<FileInfo> info(String path) {
        return look("info", requirePath(path), operations -> operations.info(path));
    }

    @Override
    public CompletionStage<Boolean> exists(String path) {
        return look("exists", requirePath(path), operations -> operations.exists(path));
    }

    @Override
    public CompletionStage<List<FileInfo>> list(String path) {
        return look("list", requirePath(path), operations -> operations.list(path));
    }

    @Override
    public CompletionStage<List<String>> glob(String pattern, GlobOption... options) {
        Glob.compile(pattern);
        GlobOption[] own = options.clone();
        return look("glob", pattern, operations -> operations.glob(pattern, own));
    }

    @Override
    public CompletionStage<String> checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        Objects.requireNonNull(algorithm, "algorithm");
        ReadOption[] own = options.clone();
        return look("checksum", requirePath(path), operations -> operations.checksum(path, algorithm, own));
    }

    @Override
    public CompletionStage<Map<String, String>> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        Objects.requireNonNull(algorithm, "algorithm");
        List<String> asked = List.copyOf(paths);
        ReadOption[] own = options.clone();
        return look("checksumMany", "", operations -> operations.checksumMany(asked, algorithm, own));
    }

    private <T> CompletionStage<T> look(String operation, String path, Function<StoreOperations, T> look) {
        return on(target -> new Operation<>(
                target.lanes(), Operation.Task.of(operation, path, left -> look.apply(target.operations())), null)
                .start());
    }

    @Override
    public Flow.Publisher<ByteBuffer> streamRead(String path, long offset, int chunkSize) {
        requirePath(path);
        Reading.checkOffset(offset);
        Chunks.checkSize(chunkSize);
        return publisher("streamRead", path, operations -> operations.streamRead(path, offset, chunkSize));
    }

    @Override
    public Flow.Publisher<String> streamText(String path, int chunkSize) {
        requirePath(path);
        Chunks.checkSize(chunkSize);
        return publisher("streamText", path, operations -> operations.streamText(path, chunkSize));
    }

    @Override
    public Flow.Publisher<FileInfo> walk(String path) {
        requirePath(path);
        return publisher("walk", path, operations -> operations.walk(path));
    }

    /** Who asks for something of a session that has ended hears of it when he subscribes. */
    private <T> Flow.Publisher<T> publisher(String operation, String path,
            Function<StoreOperations, Stream<T>> opening) {
        try {
            AsyncTarget target = targets.get();
            return new StreamPublisher<>(target.lanes(), operation, path, () -> opening.apply(target.operations()));
        } catch (FileBackendException e) {
            return new StreamPublisher<>(lanes, operation, path, () -> {
                throw e;
            });
        }
    }

    /** Goes on with what the call goes to; a session that has ended fails the stage. */
    private <T> CompletionStage<T> on(Function<AsyncTarget, CompletionStage<T>> call) {
        AsyncTarget target;
        try {
            target = targets.get();
        } catch (FileBackendException e) {
            return CompletableFuture.failedStage(e);
        }
        return call.apply(target);
    }

    @Override
    public CompletionStage<AsyncSession> openSession(Duration timeout) {
        if (timeout != null && timeout.isNegative()) {
            throw new IllegalArgumentException("a time-out cannot be negative: " + timeout);
        }
        return on(target -> waiting(target, timeout, Operation.Task.<AsyncSession>of("openSession", "",
                left -> new StoreAsyncSession(target.opener().apply(left), lanes))
                .discarding(late -> ((StoreAsyncSession) late).abandon())));
    }

    @Override
    public <T> CompletionStage<T> inSession(Duration timeout,
            Function<? super AsyncSession, ? extends CompletionStage<T>> work) {
        Objects.requireNonNull(work, "work");
        return new SessionRun<T>(work).after(openSession(timeout));
    }

    @Override
    public <E, T> CompletionStage<T> with(Class<E> extension, Function<? super E, ? extends T> work) {
        Objects.requireNonNull(extension, "extension");
        Objects.requireNonNull(work, "work");
        return look("with", "", operations -> work.apply(operations.as(extension)
                .orElseThrow(() -> new InvalidOperationException(Reason.UNSUPPORTED, "",
                        "this backend has no " + extension.getSimpleName()))));
    }

    @Override
    public Capabilities capabilities() {
        return targets.get().operations().capabilities();
    }

    private static String requirePath(String path) {
        return Objects.requireNonNull(path, "path");
    }
}
