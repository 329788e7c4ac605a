package io.foundry9.filebackend.compat;

import static io.foundry9.filebackend.compat.ExceptionMapping.asJava;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A backend whose operations fail as those of {@link java.nio.file.Files} do, so that code written against these moves
 * over line by line. The operations are those of {@link FileBackend}, which also says what they do; what they throw is
 * told by {@link ExceptionMapping#toJava}. Streams of elements, which can throw nothing checked, throw
 * {@link java.io.UncheckedIOException}.
 *
 * <p>It has no state of its own: safe for use by many threads, and closing it closes the backend behind it.
 */
public sealed class CompatibleFileBackend implements AutoCloseable permits CompatibleSession {

    private final FileBackend backend;

    CompatibleFileBackend(FileBackend backend) {
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /** The same backend with Java's exceptions. */
    public static CompatibleFileBackend over(FileBackend backend) {
        return new CompatibleFileBackend(backend);
    }

    /** The backend behind this, with its own exceptions. */
    public FileBackend backend() {
        return backend;
    }

    /**
     * As {@link FileBackend#create}.
     *
     * @throws java.nio.file.FileAlreadyExistsException something is there
     * @throws java.nio.file.NotDirectoryException a parent is a file
     */
    public FileInfo create(String path, Content content, WriteOption... options) throws IOException {
        return asJava(() -> backend.create(path, content, options));
    }

    /**
     * As {@link FileBackend#createDirectory}.
     *
     * @throws java.nio.file.FileAlreadyExistsException something is there
     */
    public FileInfo createDirectory(String path, WriteOption... options) throws IOException {
        return asJava(() -> backend.createDirectory(path, options));
    }

    /**
     * As {@link FileBackend#update}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     */
    public FileInfo update(String path, Content content, WriteOption... options) throws IOException {
        return asJava(() -> backend.update(path, content, options));
    }

    /**
     * As {@link FileBackend#append}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     */
    public FileInfo append(String path, Content content, WriteOption... options) throws IOException {
        return asJava(() -> backend.append(path, content, options));
    }

    /** As {@link FileBackend#write}. */
    public FileInfo write(String path, Content content, WriteOption... options) throws IOException {
        return asJava(() -> backend.write(path, content, options));
    }

    /**
     * As {@link FileBackend#read}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     */
    public byte[] read(String path) throws IOException {
        return asJava(() -> backend.read(path));
    }

    /**
     * As {@link FileBackend#readText}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     * @throws java.nio.charset.MalformedInputException it is no UTF-8
     */
    public String readText(String path) throws IOException {
        return asJava(() -> backend.readText(path));
    }

    /** As {@link FileBackend#openRead(String)}. */
    public InputStream openRead(String path) throws IOException {
        return asJava(() -> new CompatibleInputStream(backend.openRead(path)));
    }

    /** As {@link FileBackend#openRead(String, long)}. */
    public InputStream openRead(String path, long offset) throws IOException {
        return asJava(() -> new CompatibleInputStream(backend.openRead(path, offset)));
    }

    /** As {@link FileBackend#streamRead(String)}. */
    public Stream<ByteBuffer> streamRead(String path) throws IOException {
        return streamRead(path, FileBackend.DEFAULT_CHUNK_SIZE);
    }

    /** As {@link FileBackend#streamRead(String, int)}. */
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) throws IOException {
        return asJava(() -> CompatibleStream.over(backend.streamRead(path, chunkSize)));
    }

    /** As {@link FileBackend#streamText(String)}. */
    public Stream<String> streamText(String path) throws IOException {
        return streamText(path, FileBackend.DEFAULT_CHUNK_SIZE);
    }

    /** As {@link FileBackend#streamText(String, int)}. */
    public Stream<String> streamText(String path, int chunkSize) throws IOException {
        return asJava(() -> CompatibleStream.over(backend.streamText(path, chunkSize)));
    }

    /** As {@link FileBackend#openWrite}. */
    public CompatibleWriteHandle openWrite(String path, WriteOption... options) throws IOException {
        return asJava(() -> new CompatibleWriteHandle(backend.openWrite(path, options)));
    }

    /**
     * As {@link FileBackend#info}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     */
    public FileInfo info(String path) throws IOException {
        return asJava(() -> backend.info(path));
    }

    /** As {@link FileBackend#exists}: unlike {@link java.nio.file.Files#exists} it doesn't take a failure for a no. */
    public boolean exists(String path) throws IOException {
        return asJava(() -> backend.exists(path));
    }

    /**
     * As {@link FileBackend#list}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     * @throws java.nio.file.NotDirectoryException it is no directory
     */
    public List<FileInfo> list(String path) throws IOException {
        return asJava(() -> backend.list(path));
    }

    /** As {@link FileBackend#walk}. */
    public Stream<FileInfo> walk(String path) throws IOException {
        return asJava(() -> CompatibleStream.over(backend.walk(path)));
    }

    /**
     * As {@link FileBackend#delete}.
     *
     * @throws java.nio.file.NoSuchFileException nothing is there
     * @throws java.nio.file.DirectoryNotEmptyException only a recursive delete takes it
     */
    public void delete(String path, DeleteOption... options) throws IOException {
        asJava(() -> backend.delete(path, options));
    }

    /**
     * As {@link FileBackend#move}.
     *
     * @throws java.nio.file.NoSuchFileException the source is missing
     * @throws java.nio.file.FileAlreadyExistsException the target exists
     */
    public FileInfo move(String from, String to, WriteOption... options) throws IOException {
        return asJava(() -> backend.move(from, to, options));
    }

    /** As {@link FileBackend#copy}: a directory with all it holds; throws as {@link #move}. */
    public FileInfo copy(String from, String to, WriteOption... options) throws IOException {
        return asJava(() -> backend.copy(from, to, options));
    }

    /** As {@link FileBackend#glob}. */
    public List<String> glob(String pattern, GlobOption... options) throws IOException {
        return asJava(() -> backend.glob(pattern, options));
    }

    /** As {@link FileBackend#globFiles}. */
    public List<String> globFiles(String pattern) throws IOException {
        return asJava(() -> backend.globFiles(pattern));
    }

    /** As {@link FileBackend#globDirectories}. */
    public List<String> globDirectories(String pattern) throws IOException {
        return asJava(() -> backend.globDirectories(pattern));
    }

    /** As {@link FileBackend#checksum(String)}. */
    public String checksum(String path) throws IOException {
        return asJava(() -> backend.checksum(path));
    }

    /** As {@link FileBackend#checksum(String, ChecksumAlgorithm, ReadOption...)}. */
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) throws IOException {
        return asJava(() -> backend.checksum(path, algorithm, options));
    }

    /** As {@link FileBackend#checksumMany}. */
    public Map<String, String> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) throws IOException {
        return asJava(() -> backend.checksumMany(paths, algorithm, options));
    }

    /**
     * As {@link FileBackend#openSession}.
     *
     * @throws java.nio.file.FileSystemException someone else has one, and time is up
     */
    public CompatibleSession openSession(Duration timeout) throws IOException {
        return asJava(() -> new CompatibleSession(backend.openSession(timeout)));
    }

    /** What is done in a session, and fails as Java's file operations do. */
    @ConsumerType
    @FunctionalInterface
    public interface SessionWork<T> {
        /** Does the work; a return commits, whatever it throws rolls back. */
        T run(CompatibleSession session) throws IOException;
    }

    /** As {@link FileBackend#inSession}: commits when {@code work} returns, and rolls back when it throws. */
    public <T> T inSession(Duration timeout, SessionWork<? extends T> work) throws IOException {
        try (CompatibleSession session = openSession(timeout)) {
            T result = work.run(session);
            if (session.isOpen()) {
                session.commit();
            }
            return result;
        }
    }

    /** As {@link FileBackend#async}; its stages fail with the backend's own exceptions. */
    public AsyncFileBackend async() throws IOException {
        return asJava(backend::async);
    }

    /** As {@link FileBackend#capabilities}. */
    public Capabilities capabilities() throws IOException {
        return asJava(backend::capabilities);
    }

    /** As {@link FileBackend#as}; the face that is given keeps its own exceptions. */
    public <T> Optional<T> as(Class<T> type) throws IOException {
        return asJava(() -> backend.as(type));
    }

    /** Closes the backend behind this. */
    @Override
    public void close() throws IOException {
        asJava(backend::close);
    }

    @Override
    public String toString() {
        return backend + " with the exceptions of java.nio.file";
    }
}
