package io.foundry9.filebackend;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Files behind one face, whatever stores them. A path is a {@code String} relative to the backend's root; {@code /a/b},
 * {@code a/b}, {@code a//b}, {@code ./a/b} and {@code a\b} are the same path, and every path that comes back is in the
 * canonical form without leading or trailing {@code /}.
 *
 * <p>Every operation that fails throws a {@link FileBackendException}, which names the operation and the path and says
 * whether a retry can help. Arguments that no file system could accept (a chunk size below 1, an unknown checksum
 * algorithm, a malformed pattern) are {@link IllegalArgumentException}s; {@code null} is a
 * {@link NullPointerException}.
 *
 * <p>A write is atomic: a reader, or a crash at any instant, sees the whole old content or the whole new content. Only
 * {@link #append} may leave a prefix of the addition.
 *
 * <p>Implementations are safe for use by many threads. What they hand out (streams, handles) is for one thread at a
 * time and must be closed. What differs between backends is told by {@link #capabilities()}.
 */
@ProviderType
public interface FileBackend extends AutoCloseable {

    /** Bytes in a chunk of {@link #streamRead(String)} and {@link #streamText(String)} where nothing else is said. */
    int DEFAULT_CHUNK_SIZE = 8192;

    /**
     * Makes a file, and the directories that lead to it.
     *
     * @throws AlreadyExistsException something is there, and {@link WriteOption#OVERWRITE} is not given
     * @throws InvalidOperationException a directory is there, or a parent is a file
     * @throws VersionMismatchException a condition among the options does not hold
     */
    FileInfo create(String path, Content content, WriteOption... options);

    /**
     * Makes a directory, and those that lead to it.
     *
     * @throws AlreadyExistsException something is there; with {@link WriteOption#OVERWRITE} an existing directory is
     *     kept with what is inside
     * @throws InvalidOperationException a file is there (also with overwrite), or a parent is a file
     */
    FileInfo createDirectory(String path, WriteOption... options);

    /**
     * Replaces the content of a file; its permissions stay.
     *
     * @throws NotFoundException nothing is there
     * @throws InvalidOperationException a directory is there
     */
    FileInfo update(String path, Content content, WriteOption... options);

    /**
     * Adds to the end of a file. Interrupted, it may leave a prefix of the addition, never less than the old content.
     *
     * @throws NotFoundException nothing is there
     * @throws InvalidOperationException a directory is there
     */
    FileInfo append(String path, Content content, WriteOption... options);

    /** Creates the file or replaces its content, whichever is needed; otherwise as {@link #create}. */
    FileInfo write(String path, Content content, WriteOption... options);

    /**
     * The whole content of a file, at most 2 GiB; stream what may be larger.
     *
     * @throws NotFoundException nothing is there
     * @throws InvalidOperationException a directory is there, or the file is too large for an array
     */
    byte[] read(String path);

    /**
     * The whole content, decoded as strict UTF-8; no line ending is changed.
     *
     * @throws InvalidOperationException with {@link InvalidOperationException.Reason#MALFORMED_TEXT} and the offset of
     *     the first malformed byte; and as {@link #read}
     */
    String readText(String path);

    /** The content as a stream; as {@link #openRead(String, long)} from 0. */
    InputStream openRead(String path);

    /**
     * The content from {@code offset} to the end. A stream that is open when the file is replaced goes on with the old
     * content.
     *
     * @param offset in bytes; at the end of the file there is nothing to read
     * @throws IllegalArgumentException the offset is negative or beyond the end
     */
    InputStream openRead(String path, long offset);

    /** {@link #streamRead(String, int)} with {@link #DEFAULT_CHUNK_SIZE}. */
    default Stream<ByteBuffer> streamRead(String path) {
        return streamRead(path, DEFAULT_CHUNK_SIZE);
    }

    /**
     * The content in chunks: fresh read-only buffers of {@code chunkSize} bytes, of which only the last may be shorter.
     * Close the stream.
     *
     * @throws IllegalArgumentException {@code chunkSize} is below 1
     */
    Stream<ByteBuffer> streamRead(String path, int chunkSize);

    /** {@link #streamText(String, int)} with {@link #DEFAULT_CHUNK_SIZE}. */
    default Stream<String> streamText(String path) {
        return streamText(path, DEFAULT_CHUNK_SIZE);
    }

    /**
     * The text in chunks of whole code points, as many as fit into {@code chunkSize} bytes of UTF-8 and at least one.
     * Close the stream. Malformed UTF-8 fails the chunk in which it lies, as in {@link #readText}.
     *
     * @throws IllegalArgumentException {@code chunkSize} is below 1
     */
    Stream<String> streamText(String path, int chunkSize);

    /**
     * A channel to write a file through. Nothing is seen of it before {@link WriteHandle#commit()}; closing without
     * leaves everything as it was. Without {@link WriteOption#OVERWRITE} it creates, with it it creates or replaces.
     */
    WriteHandle openWrite(String path, WriteOption... options);

    /**
     * Everything known of an entry, the root included. A symbolic link is told of itself.
     *
     * @throws NotFoundException nothing is there
     */
    FileInfo info(String path);

    /** Whether something is there: a file, a directory, or a link wherever it leads. */
    boolean exists(String path);

    /**
     * The direct children of a directory, sorted by path in code point order. What would cost a read of each file
     * (encoding, and created where it lies in an extended attribute) is left out; see {@link FileInfo#contentProbed}.
     *
     * @throws NotFoundException nothing is there
     * @throws InvalidOperationException it is no directory
     */
    List<FileInfo> list(String path);

    /**
     * Everything below a directory: each directory before what is inside it, siblings sorted by code point; links are
     * told of, never followed. Infos are as in {@link #list}. The tree is read as the stream is consumed; a directory
     * that vanishes meanwhile is left out. Close the stream.
     */
    Stream<FileInfo> walk(String path);

    /**
     * Removes a file, a link, an empty directory, or with {@link DeleteOption#RECURSIVE} a directory with all it holds.
     *
     * @throws NotFoundException nothing is there
     * @throws InvalidOperationException the directory is not empty, or it is the root
     */
    void delete(String path, DeleteOption... options);

    /**
     * Moves a file, a link itself, or a whole tree.
     *
     * @throws NotFoundException the source is missing
     * @throws AlreadyExistsException the target exists, and {@link WriteOption#OVERWRITE} (a file by a file) is not
     *     given
     * @throws InvalidOperationException the target is a directory or lies inside the source
     */
    FileInfo move(String from, String to, WriteOption... options);

    /** Copies a file, what a link leads to, or a whole tree (links inside it as links); throws as {@link #move}. */
    FileInfo copy(String from, String to, WriteOption... options);

    /**
     * The paths that match a pattern, sorted by code point, without duplicates: everything that is no directory, and
     * directories as the options say. {@code *} and {@code ?} stop at {@code /}; {@code **} as a whole segment stands
     * for any number of segments, none included; {@code [abc]}, {@code [a-z]}, {@code [!a]}, {@code {a,b}}; {@code \}
     * escapes. Links to directories are not descended.
     *
     * @throws IllegalArgumentException the pattern is malformed; the message tells the offset
     */
    List<String> glob(String pattern, GlobOption... options);

    /** What matches and is no directory. */
    default List<String> globFiles(String pattern) {
        return glob(pattern);
    }

    /** The directories that match. */
    default List<String> globDirectories(String pattern) {
        return glob(pattern, GlobOption.DIRECTORIES_ONLY);
    }

    /** {@link #checksum(String, ChecksumAlgorithm, ReadOption...)} with {@link ChecksumAlgorithm#SHA256}. */
    default String checksum(String path) {
        return checksum(path, ChecksumAlgorithm.SHA256);
    }

    /**
     * The digest of a file's content.
     *
     * @return lower-case hexadecimal digits
     */
    String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options);

    /**
     * The digests of many files, computed in parallel.
     *
     * @return in the order asked, with the keys as asked; what is no readable file of this backend (missing, a
     *     directory, a refused path) is left out
     */
    Map<String, String> checksumMany(
            Collection<String> paths, ChecksumAlgorithm algorithm, ReadOption... options);

    /**
     * Waits for the exclusive right over the backend's root, and opens a session. A thread that is inside one already,
     * through whatever backend on the same root, joins it without waiting.
     *
     * @param timeout how long to wait for someone else's session or write; zero tries once, {@code null} waits for ever
     * @throws LockTimeoutException time is up
     * @throws StorageException with {@link StorageException.Kind#INTERRUPTED}: the thread was interrupted while waiting
     * @throws InvalidOperationException the backend is read-only
     * @throws IllegalArgumentException the time-out is negative
     */
    Session openSession(Duration timeout);

    /**
     * Does something in a session: commits when {@code work} returns, unless it has ended the session itself, and rolls
     * back when it throws.
     *
     * @param timeout as for {@link #openSession}
     * @return what {@code work} returned
     * @throws E what {@code work} threw
     * @throws FileBackendException as {@link #openSession} and {@link Session#commit}
     */
    default <T, E extends Exception> T inSession(Duration timeout, SessionWork<? extends T, ? extends E> work)
            throws E {
        try (Session session = openSession(timeout)) {
            T result = work.run(session);
            if (session.isOpen()) {
                session.commit();
            }
            return result;
        }
    }

    /** The same operations without waiting. What is called there by a thread inside a session belongs to the session. */
    AsyncFileBackend async();

    /** What this backend can do, and how far it reaches. Asking costs nothing. */
    Capabilities capabilities();

    /** Another face of this backend, one of {@link Capabilities#extensions()}, or nothing. */
    <T> Optional<T> as(Class<T> type);

    /**
     * Ends the use of this backend. What was handed out and is still open may fail from now on. A second call does
     * nothing.
     */
    @Override
    void close();
}
