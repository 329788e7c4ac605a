package example;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Files in a map from path to bytes; a directory is a path without bytes. */
final class MapStore implements Store {

    private record Entry(byte[] bytes, Instant modified, long version) {
    }

    private static final Entry ROOT = new Entry(null, Instant.EPOCH, 0);

    private final Semaphore lock = new Semaphore(1, true);
    private volatile Map<StorePath, Entry> entries = Map.of();
    private long lastVersion;

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(Feature.WRITES, Feature.CONDITIONAL_WRITES, Feature.EXACT_BYTES);
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) {
        return stat(entries, path);
    }

    private static Optional<FileInfo> stat(Map<StorePath, Entry> entries, StorePath path) {
        Entry entry = path.isRoot() ? ROOT : entries.get(path);
        if (entry == null) {
            return Optional.empty();
        }
        FileType type = entry.bytes == null ? FileType.DIRECTORY : FileType.FILE;
        FileInfo.Builder info = FileInfo.builder(path.toString(), type).modified(entry.modified);
        if (type == FileType.FILE) {
            info.size(entry.bytes.length).version(Long.toString(entry.version));
        }
        return Optional.of(info.build());
    }

    @Override
    public List<FileInfo> list(StorePath directory) {
        Map<StorePath, Entry> seen = entries;
        FileInfo info = stat(seen, directory).orElseThrow(() -> new NotFoundException(directory.toString()));
        if (!info.isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, directory.toString());
        }
        return seen.keySet().stream()
                .filter(path -> path.parent().equals(directory))
                .map(path -> stat(seen, path).orElseThrow())
                .toList();
    }

    @Override
    public StoreReader open(StorePath path, long offset) {
        Entry entry = path.isRoot() ? ROOT : entries.get(path);
        if (entry == null) {
            throw new NotFoundException(path.toString());
        }
        if (entry.bytes == null) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        FileInfo info = stat(Map.of(path, entry), path).orElseThrow();
        return new MapReader(info, entry.bytes, (int) Math.min(offset, entry.bytes.length));
    }

    @Override
    public Staging stage(StageRequest request) {
        return new MapStaging();
    }

    /** One lock for everything: the simplest that keeps the promise. */
    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        try {
            if (timeout == null) {
                lock.acquire();
            } else if (!lock.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LockTimeoutException("", timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock");
        }
        Semaphore held = new Semaphore(1);
        return () -> {
            if (held.tryAcquire()) {
                lock.release();
            }
        };
    }

    /** All guards first; then all changes to a copy, which replaces the map in one step. */
    @Override
    public synchronized List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        for (Change change : changes) {
            change.guard().check(stat(entries, change.path()));
        }
        Map<StorePath, Entry> next = new TreeMap<>(entries);
        List<FileInfo> results = new ArrayList<>();
        for (Change change : changes) {
            results.add(apply(next, change));
        }
        entries = next;
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                put.content().close();
            }
        }
        return results;
    }

    private FileInfo apply(Map<StorePath, Entry> next, Change change) {
        StorePath path = change.path();
        if (change instanceof Change.Remove remove) {
            FileInfo removed = stat(next, path).orElseThrow();
            boolean holds = next.keySet().stream().anyMatch(other -> other.parent().equals(path));
            if (holds && !remove.recursive()) {
                throw new InvalidOperationException(Reason.NOT_EMPTY, path.toString());
            }
            next.keySet().removeIf(other -> other.startsWith(path));
            return removed;
        }
        makeDirectories(next, path.parent());
        byte[] bytes = change instanceof Change.Put put ? ((MapStaging) put.content()).bytes() : null;
        next.put(path, new Entry(bytes, Instant.now(), ++lastVersion));
        return stat(next, path).orElseThrow();
    }

    private void makeDirectories(Map<StorePath, Entry> next, StorePath path) {
        if (path.isRoot()) {
            return;
        }
        makeDirectories(next, path.parent());
        Entry there = next.putIfAbsent(path, new Entry(null, Instant.now(), ++lastVersion));
        if (there != null && there.bytes != null) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
        }
    }

    @Override
    public void close() {
        entries = Map.of();
    }

    @Override
    public String toString() {
        return "map:";
    }
}
