package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
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
 * Stands behind a vault for the one call that cannot be served: fails it with an error that names the operation and the
 * path. Immutable.
 */
final class RefusingBackend implements FileBackend {

    private final Function<String, FileBackendException> refusal;

    /** @param refusal makes the error for a path */
    RefusingBackend(Function<String, FileBackendException> refusal) {
        this.refusal = refusal;
    }

    private FileBackendException refuse(String operation, String path) {
        return refusal.apply(path).during(operation);
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        throw refuse("create", path);
    }

    @Override
    public FileInfo createDirectory(String path, WriteOption... options) {
        throw refuse("createDirectory", path);
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        throw refuse("update", path);
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        throw refuse("append", path);
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        throw refuse("write", path);
    }

    @Override
    public byte[] read(String path) {
        throw refuse("read", path);
    }

    @Override
    public String readText(String path) {
        throw refuse("readText", path);
    }

    @Override
    public InputStream openRead(String path) {
        throw refuse("openRead", path);
    }

    @Override
    public InputStream openRead(String path, long offset) {
        throw refuse("openRead", path);
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) {
        throw refuse("streamRead", path);
    }

    @Override
    public Stream<String> streamText(String path, int chunkSize) {
        throw refuse("streamText", path);
    }

    @Override
    public WriteHandle openWrite(String path, WriteOption... options) {
        throw refuse("openWrite", path);
    }

    @Override
    public FileInfo info(String path) {
        throw refuse("info", path);
    }

    @Override
    public boolean exists(String path) {
        throw refuse("exists", path);
    }

    @Override
    public List<FileInfo> list(String path) {
        throw refuse("list", path);
    }

    @Override
    public Stream<FileInfo> walk(String path) {
        throw refuse("walk", path);
    }

    @Override
    public void delete(String path, DeleteOption... options) {
        throw refuse("delete", path);
    }

    @Override
    public FileInfo move(String from, String to, WriteOption... options) {
        throw refuse("move", from);
    }

    @Override
    public FileInfo copy(String from, String to, WriteOption... options) {
        throw refuse("copy", from);
    }

    @Override
    public List<String> glob(String pattern, GlobOption... options) {
        throw refuse("glob", pattern);
    }

    @Override
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        throw refuse("checksum", path);
    }

    @Override
    public Map<String, String> checksumMany(Collection<String> paths, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        throw refuse("checksumMany", "");
    }

    @Override
    public Session openSession(Duration timeout) {
        throw refuse("openSession", "");
    }

    @Override
    public AsyncFileBackend async() {
        return new RefusingAsync(this::refuse);
    }

    @Override
    public Capabilities capabilities() {
        throw refuse("capabilities", "");
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        throw refusal.apply("");
    }

    /** There is nothing to close. */
    @Override
    public void close() {}
}
