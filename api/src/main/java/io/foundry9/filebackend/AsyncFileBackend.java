package io.foundry9.filebackend;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The operations of a {@link FileBackend} without waiting: each returns at once, and the stage that it returns completes
 * with what the operation of the same name would have returned or thrown, never wrapped. Arguments that no file system
 * could accept fail the call itself, as there.
 *
 * <p>What is called inside a session belongs to it, although it runs elsewhere. Cancelling
 * ({@code stage.toCompletableFuture().cancel(true)}) stops the work: what has not been published by then never will be,
 * and nothing of it is left. Stages that depend on another do not pass a cancellation on.
 *
 * <p>Operations run on virtual threads where the JVM has them, otherwise on a bounded number of threads that end when
 * they are idle; never on the common pool. What waits for someone else's session keeps nothing else from starting.
 * Dependent stages without an executor of their own run on those threads: do not block there.
 *
 * <p>Publishers are cold: each subscriber gets the content from its beginning, and no more than it has asked for is read.
 * They keep the rules of Reactive Streams. Safe for use by many threads.
 */
@ProviderType
public interface AsyncFileBackend {

    /** {@link FileBackend#create}. Content of a {@link Flow.Publisher} occupies no thread while it is waited for. */
    CompletionStage<FileInfo> create(String path, Content content, WriteOption... options);

    /** {@link FileBackend#createDirectory}. */
    CompletionStage<FileInfo> createDirectory(String path, WriteOption... options);

    /** {@link FileBackend#update}; content as for {@link #create}. */
    CompletionStage<FileInfo> update(String path, Content content, WriteOption... options);

    /** {@link FileBackend#append}; content as for {@link #create}. */
    CompletionStage<FileInfo> append(String path, Content content, WriteOption... options);

    /** {@link FileBackend#write}; content as for {@link #create}. */
    CompletionStage<FileInfo> write(String path, Content content, WriteOption... options);

    /** {@link FileBackend#read}. */
    CompletionStage<byte[]> read(String path);

    /** {@link FileBackend#readText}. */
    CompletionStage<String> readText(String path);

    /** {@link #streamRead(String, long, int)} from the beginning, in chunks of {@link FileBackend#DEFAULT_CHUNK_SIZE}. */
    default Flow.Publisher<ByteBuffer> streamRead(String path) {
        return streamRead(path, 0, FileBackend.DEFAULT_CHUNK_SIZE);
    }

    /**
     * {@link FileBackend#streamRead(String, int)}, from an offset as {@link FileBackend#openRead(String, long)}: fresh
     * read-only buffers, of which only the last may be shorter than {@code chunkSize} bytes. The file is opened when the
     * subscriber first asks for something.
     *
     * @throws IllegalArgumentException {@code chunkSize} is below 1 or {@code offset} below 0
     */
    Flow.Publisher<ByteBuffer> streamRead(String path, long offset, int chunkSize);

    /** {@link FileBackend#streamText(String, int)}. */
    Flow.Publisher<String> streamText(String path, int chunkSize);

    /** {@link FileBackend#info}. */
    CompletionStage<FileInfo> info(String path);

    /** {@link FileBackend#exists}. */
    CompletionStage<Boolean> exists(String path);

    /** {@link FileBackend#list}. */
    CompletionStage<List<FileInfo>> list(String path);

    /** {@link FileBackend#walk}. */
    Flow.Publisher<FileInfo> walk(String path);

    /** {@link FileBackend#delete}. */
    CompletionStage<Void> delete(String path, DeleteOption... options);

    /** {@link FileBackend#move}. */
    CompletionStage<FileInfo> move(String from, String to, WriteOption... options);

    /** {@link FileBackend#copy}. */
    CompletionStage<FileInfo> copy(String from, String to, WriteOption... options);

    /** {@link FileBackend#glob}. */
    CompletionStage<List<String>> glob(String pattern, GlobOption... options);

    /** {@link FileBackend#checksum(String, ChecksumAlgorithm, ReadOption...)}. */
    CompletionStage<String> checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options);

    /** {@link FileBackend#checksumMany}. */
    CompletionStage<Map<String, String>> checksumMany(
            Collection<String> paths, ChecksumAlgorithm algorithm, ReadOption... options);

    /**
     * {@link FileBackend#openSession}, but the session belongs to the object alone. If the stage is cancelled, none is
     * opened; a session that was opened must be ended.
     */
    CompletionStage<AsyncSession> openSession(Duration timeout);

    /**
     * Does something in a session: commits when the stage that {@code work} returns completes, and rolls back when it
     * fails or {@code work} throws.
     */
    <T> CompletionStage<T> inSession(
            Duration timeout, Function<? super AsyncSession, ? extends CompletionStage<T>> work);

    /**
     * Does something that only some backends can: {@code async.with(SyncFileBackend.class, SyncFileBackend::pull)}. Streams
     * that {@code work} opens are for it alone: it reads them to where it wants and closes them.
     *
     * @param extension one of {@link Capabilities#extensions()}; the stage fails with {@link InvalidOperationException} where
     *     the backend has no such thing, or hides it in a session
     */
    <E, T> CompletionStage<T> with(Class<E> extension, Function<? super E, ? extends T> work);

    /** {@link FileBackend#capabilities}. */
    Capabilities capabilities();
}
