package io.foundry9.filebackend;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A backend that passes every call on to another. A decorator overrides the two hooks through which all calls go, or
 * single methods: {@link #forward} for calls that are over when they return, {@link #forwardOpen} for those that hand
 * out something to be closed later. It has no state; threads may use it as they may use what is behind it.
 */
public abstract class ForwardingFileBackend implements FileBackend {

    /** For who extends it. */
    protected ForwardingFileBackend() {
    }

    /** Makes a call on the backend behind this one. */
    protected abstract <T> T forward(Function<? super FileBackend, ? extends T> call);

    /** Makes a call that hands out an {@link InputStream}, a {@link Stream}, a {@link WriteHandle} or a {@link Session}. */
    protected <T extends AutoCloseable> T forwardOpen(Function<? super FileBackend, ? extends T> call) {
        return forward(call);
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.create(path, content, options));
    }

    @Override
    public FileInfo createDirectory(String path, WriteOption... options) {
        return forward(backend -> backend.createDirectory(path, options));
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.update(path, content, options));
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.append(path, content, options));
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        return forward(backend -> backend.write(path, content, options));
    }

    @Override
    public byte[] read(String path) {
        return forward(backend -> backend.read(path));
    }

    @Override
    public String readText(String path) {
        return forward(backend -> backend.readText(path));
    }

    @Override
    public InputStream openRead(String path) {
        return forwardOpen(backend -> backend.openRead(path));
    }

    @Override
    public InputStream openRead(String path, long offset) {
        return forwardOpen(backend -> backend.openRead(path, offset));
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) {
        return forwardOpen(backend -> backend.streamRead(path, chunkSize));
    }

    @Override
    public Stream<String> streamText(String path, int chunkSize) {
        return forwardOpen(backend -> backend.streamText(path, chunkSize));
    }

    @Override
    public WriteHandle openWrite(String path, WriteOption... options) {
        return forwardOpen(backend -> backend.openWrite(path, options));
    }

    @Override
    public FileInfo info(String path) {
        return forward(backend -> backend.info(path));
    }

    @Override
    public boolean exists(String path) {
        return forward(backend -> backend.exists(path));
    }

    @Override
    public List<FileInfo> list(String path) {
        return forward(backend -> backend.list(path));
    }

    @Override
    public Stream<FileInfo> walk(String path) {
        return forwardOpen(backend -> backend.walk(path));
    }

    @Override
    public void delete(String path, DeleteOption... options) {
        forward(backend -> {
            backend.delete(path, options);
            return null;
        });
    }

    @Override
    public FileInfo move(String from, String to, WriteOption... options) {
        return forward(backend -> backend.move(from, to, options));
    }

    @Override
    public FileInfo copy(String from, String to, WriteOption... options) {
        return forward(backend -> backend.copy(from, to, options));
    }

    @Override
    public List<String> glob(String pattern, GlobOption... options) {
        return forward(backend -> backend.glob(pattern, options));
    }

    @Override
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        return forward(backend -> backend.checksum(path, algorithm, options));
    }

    @Override
    public Map<String, String> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        return forward(backend -> backend.checksumMany(paths, algorithm, options));
    }

    @Override
    public Session openSession(Duration timeout) {
        return forwardOpen(backend -> backend.openSession(timeout));
    }

    @Override
    public AsyncFileBackend async() {
        return forward(backend -> backend.async());
    }

    @Override
    public Capabilities capabilities() {
        return forward(backend -> backend.capabilities());
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return forward(backend -> backend.as(type));
    }

    @Override
    public void close() {
        forward(backend -> {
            backend.close();
            return null;
        });
    }
}
