package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AsyncFileBackend;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.Glob;
import io.foundry9.filebackend.GlobOption;
import io.foundry9.filebackend.ReadOption;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteHandle;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The operations of a {@link FileBackend} over a {@link Store}, be it the backend's own or the view of a session. This
 * class reads the arguments and names the operation; how things are written, read, walked, copied and hashed is the matter
 * of {@code Writing}, {@code Reading}, {@code Walking}, {@code Trees} and {@code Checksums}. Safe for use by many threads;
 * it holds no lock of its own and no state but the store.
 */
final class StoreOperations implements FileBackend {

    private final Store store;
    private final Duration lockTimeout;
    private final Surroundings surroundings;
    private final PathRules paths;
    private final Reading reading;
    private final Writing writing;
    private final Walking walking;
    private final Globbing globbing;
    private final Trees trees;
    private final Checksums checksums;

    /** What the operations belong to: a backend, or a session. */
    interface Surroundings {

        /** Opens a session on the backend, or joins the one that this is. */
        Session openSession(Duration timeout);

        AsyncFileBackend async(StoreOperations operations);
    }

    /**
     * @param lockTimeout how long operations wait for someone else's lock, where their options say nothing
     */
    StoreOperations(Store inner, Duration lockTimeout, Surroundings surroundings) {
        this.store = new StoppableStore(inner);
        this.lockTimeout = lockTimeout;
        this.surroundings = surroundings;
        this.paths = new PathRules(store);
        this.reading = new Reading(store);
        this.writing = new Writing(store);
        this.walking = new Walking(store, paths);
        this.globbing = new Globbing(store, paths, walking);
        this.trees = new Trees(store, writing, walking);
        this.checksums = new Checksums(store, paths);
    }

    @Override
    public FileInfo create(String path, Content content, WriteOption... options) {
        return write("create", path, content, settings(options), Rules::create);
    }

    @Override
    public FileInfo write(String path, Content content, WriteOption... options) {
        return write("write", path, content, settings(options).withOverwrite(), Rules::create);
    }

    @Override
    public FileInfo update(String path, Content content, WriteOption... options) {
        return write("update", path, content, settings(options), Rules::update);
    }

    private FileInfo write(String operation, String path, Content content, WriteSettings settings,
            Writing.Rule rule) {
        Objects.requireNonNull(content, "content");
        return Calls.run(operation, path, () -> writing.write(paths.parseEntry(path), content, settings, rule));
    }

    @Override
    public FileInfo createDirectory(String path, WriteOption... options) {
        WriteSettings settings = settings(options);
        return Calls.run("createDirectory", path, () -> writing.createDirectory(paths.parseEntry(path), settings));
    }

    @Override
    public FileInfo append(String path, Content content, WriteOption... options) {
        Objects.requireNonNull(content, "content");
        WriteSettings settings = settings(options);
        return Calls.run("append", path, () -> writing.append(paths.parseEntry(path), content, settings));
    }

    @Override
    public WriteHandle openWrite(String path, WriteOption... options) {
        WriteSettings settings = settings(options);
        return Calls.run("openWrite", path, () -> {
            StorePath parsed = paths.parseEntry(path);
            return new StoreWriteHandle(
                    parsed, writing.draft(Draft.Kind.CREATE, parsed, OptionalLong.empty(), settings));
        });
    }

    /** Begins a write whose content comes in pieces; failures are the caller's to translate. */
    Draft draft(Draft.Kind kind, String path, OptionalLong length, WriteOption... options) throws IOException {
        return writing.draft(kind, paths.parseEntry(path), length, kind.settings(settings(options)));
    }

    /** How long a write with these options waits for someone else's lock. */
    Duration lockTimeout(WriteOption... options) {
        return settings(options).lockTimeout();
    }

    /** Something that is found out about a path. */
    private interface Question<T> {
        T about(StorePath path) throws IOException;
    }

    /** What reads lets the store catch up first, once. */
    private <T> T ask(String operation, String path, Question<T> question) {
        return Calls.run(operation, path, () -> {
            StorePath parsed = paths.parse(path);
            refresh();
            return question.about(parsed);
        });
    }

    private void refresh() throws IOException {
        if (store.capabilities().has(Feature.REFRESH)) {
            store.refresh();
        }
    }

    @Override
    public byte[] read(String path) {
        return ask("read", path, reading::read);
    }

    @Override
    public String readText(String path) {
        return ask("readText", path, parsed -> Utf8.decode(parsed, reading.read(parsed), 0));
    }

    @Override
    public InputStream openRead(String path) {
        return openRead(path, 0);
    }

    @Override
    public InputStream openRead(String path, long offset) {
        return ask("openRead", path, parsed -> reading.open(parsed, offset));
    }

    @Override
    public Stream<ByteBuffer> streamRead(String path, int chunkSize) {
        return streamRead(path, 0, chunkSize);
    }

    /** The content from an offset, as {@link #openRead(String, long)}, in chunks. */
    Stream<ByteBuffer> streamRead(String path, long offset, int chunkSize) {
        Chunks.checkSize(chunkSize);
        return ask("streamRead", path,
                parsed -> Chunks.stream(parsed, reading.openAt(parsed, offset), chunkSize, offset));
    }

    @Override
    public Stream<String> streamText(String path, int chunkSize) {
        Chunks.checkSize(chunkSize);
        return ask("streamText", path, parsed -> TextChunks.stream(parsed, store.open(parsed, 0), chunkSize));
    }

    @Override
    public FileInfo info(String path) {
        return ask("info", path, reading::info);
    }

    @Override
    public boolean exists(String path) {
        return ask("exists", path, parsed -> store.stat(parsed, Store.Detail.BASIC).isPresent());
    }

    @Override
    public List<FileInfo> list(String path) {
        return ask("list", path, walking::list);
    }

    @Override
    public Stream<FileInfo> walk(String path) {
        return ask("walk", path, walking::walk);
    }

    @Override
    public List<String> glob(String pattern, GlobOption... options) {
        return Calls.run("glob", pattern, () -> {
            Glob glob = Glob.compile(pattern);
            refresh();
            return globbing.glob(glob, options);
        });
    }

    @Override
    public void delete(String path, DeleteOption... options) {
        Calls.perform("delete", path, () -> trees.delete(paths.parseEntry(path), lockTimeout, options));
    }

    /** How long a deletion with these options waits for someone else's lock. */
    Duration deletionTimeout(DeleteOption... options) {
        return Trees.lockTimeout(lockTimeout, options);
    }

    @Override
    public FileInfo move(String from, String to, WriteOption... options) {
        WriteSettings settings = settings(options);
        return Calls.run("move", from, () -> trees.move(paths.parseEntry(from), paths.parseEntry(to), settings));
    }

    @Override
    public FileInfo copy(String from, String to, WriteOption... options) {
        WriteSettings settings = settings(options);
        return Calls.run("copy", from, () -> trees.copy(paths.parseEntry(from), paths.parseEntry(to), settings));
    }

    @Override
    public String checksum(String path, ChecksumAlgorithm algorithm, ReadOption... options) {
        Objects.requireNonNull(algorithm, "algorithm");
        return ask("checksum", path, parsed -> checksums.checksum(parsed, algorithm, options));
    }

    @Override
    public Map<String, String> checksumMany(Collection<String> asked, ChecksumAlgorithm algorithm,
            ReadOption... options) {
        Objects.requireNonNull(algorithm, "algorithm");
        Calls.perform("checksumMany", "", this::refresh);
        return checksums.checksumMany(asked, algorithm, options);
    }

    @Override
    public Session openSession(Duration timeout) {
        return surroundings.openSession(timeout);
    }

    @Override
    public AsyncFileBackend async() {
        return surroundings.async(this);
    }

    @Override
    public Capabilities capabilities() {
        return store.capabilities();
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return store.as(type);
    }

    @Override
    public void close() {
        Calls.perform("close", "", store::close);
    }

    private WriteSettings settings(WriteOption... options) {
        return WriteSettings.of(lockTimeout, options);
    }

    /** Names the store, never where it lies. */
    @Override
    public String toString() {
        return "backend over " + store;
    }
}
