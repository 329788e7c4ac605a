package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.core.OverlayNode.Directory;
import io.foundry9.filebackend.core.OverlayNode.Slot;
import io.foundry9.filebackend.core.OverlayNode.Written;
import io.foundry9.filebackend.core.OverlayTree.Place;
import io.foundry9.filebackend.ext.Collectable;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A store as it looks from inside a session: what the session has changed, over what the store has. Changes that are
 * published here are remembered, and made in the store when the session is committed. It owns whatever was put aside in
 * the session until then. Its lock guards the tree of changes; content is read and written without it. Safe for use by
 * many threads.
 */
final class OverlayStore extends ForwardingStore {

    /** They would wait for the lock that the session has: they come before or after it. */
    private static final Set<Class<?>> OUTSIDE = Set.of(SyncFileBackend.class, Collectable.class);

    private final Clock clock;
    private final Capabilities capabilities;
    private final OverlayTree tree;
    private final OverlayContents contents;
    private final OverlayLocks locks = new OverlayLocks();
    private final ReentrantLock monitor = new ReentrantLock();
    private boolean durable;
    private volatile boolean over;

    /** @param clock tells when something is created or modified in the session */
    OverlayStore(Store base, Clock clock) {
        super(base);
        this.clock = clock;
        this.capabilities = capabilities(base.capabilities());
        this.tree = new OverlayTree(base, clock);
        this.contents = new OverlayContents(base);
    }

    private static Capabilities capabilities(Capabilities base) {
        Set<Class<?>> extensions = new HashSet<>(base.extensions());
        extensions.removeAll(OUTSIDE);
        return base.without(Feature.DEEP_LISTING, Feature.REFRESH).with(Feature.APPEND_IN_PLACE)
                .withExtensions(extensions);
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        return OUTSIDE.contains(type) ? Optional.empty() : super.as(type);
    }

    /** What a session is when it has ended: every call fails. */
    static OverlayStore ended(Store base, Clock clock) {
        OverlayStore ended = new OverlayStore(base, clock);
        ended.end();
        return ended;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Something that needs the tree to stay as it is for a moment. */
    private <T> T guarded(Calls.Call<T> call) throws IOException {
        monitor.lock();
        try {
            requireOpen();
            return call.run();
        } finally {
            monitor.unlock();
        }
    }

    private void requireOpen() {
        if (over) {
            throw ended();
        }
    }

    static StorageException ended() {
        return new StorageException(Kind.CLOSED, "", "the session has ended", null);
    }

    private Place find(StorePath path, boolean followLast) throws IOException {
        return guarded(() -> tree.find(path, followLast));
    }

    /** Asks the store about what it may have at another path; what it refuses is told of the path that was asked for. */
    private static <T> T asked(StorePath path, Place place, Calls.Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (NotFoundException e) {
            throw path.equals(place.shown()) ? e : new NotFoundException(path.toString());
        } catch (InvalidOperationException e) {
            throw path.equals(place.shown())
                    ? e
                    : new InvalidOperationException(e.reason(), path.toString(), e.problem());
        }
    }

    // Looking

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        Place place = find(path, false);
        return place.node() instanceof Written
                ? guarded(() -> describe(path, tree.find(path, false), detail))
                : describe(path, place, detail);
    }

    /** Under the lock where content of the session's own is concerned, as that may be discarded by others. */
    private Optional<FileInfo> describe(StorePath path, Place place, Detail detail) throws IOException {
        if (place.node() instanceof Written written) {
            return Optional.of(written.at(path, detail));
        }
        if (place.shown() != null) {
            return inner().stat(place.shown(), detail).map(info -> at(path, info));
        }
        if (place.node() instanceof Directory made) {
            return Optional.of(directory(path, made));
        }
        return Optional.empty();
    }

    private FileInfo directory(StorePath path, Directory made) {
        FileInfo.Builder info = FileInfo.builder(path.toString(), FileType.DIRECTORY).modified(made.made);
        return (capabilities.has(Feature.CREATED_TIME) ? info.created(made.made) : info).build();
    }

    private static FileInfo at(StorePath path, FileInfo info) {
        return info.path().equals(path.toString()) ? info : info.toBuilder().path(path.toString()).build();
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        return find(link, true).path();
    }

    @Override
    public String readLink(StorePath link) throws IOException {
        Place place = find(link, false);
        return place.node() instanceof Written written && written.link().isPresent()
                ? written.link().get().text()
                : inner().readLink(place.shown());
    }

    @Override
    public List<FileInfo> list(StorePath path) throws IOException {
        Place place = find(path, false);
        Map<String, Slot> changed = changesIn(path, place);
        List<FileInfo> infos = new ArrayList<>();
        if (place.shown() != null) {
            for (FileInfo info : asked(path, place, () -> inner().list(place.shown()))) {
                if (!changed.containsKey(info.name())) {
                    infos.add(at(path.resolve(info.name()), info));
                }
            }
        }
        for (String name : changed.keySet()) {
            StorePath child = path.resolve(name);
            stat(child, Detail.BASIC).ifPresent(infos::add);
        }
        return infos;
    }

    @Override
    public List<Child> children(StorePath path) throws IOException {
        Place place = find(path, false);
        Map<String, Slot> changed = changesIn(path, place);
        List<Child> children = new ArrayList<>();
        if (place.shown() != null) {
            List<Child> inStore = asked(path, place, () -> inner().children(place.shown()));
            if (changed.isEmpty()) {
                return inStore;
            }
            inStore.stream().filter(child -> !changed.containsKey(child.name())).forEach(children::add);
        }
        changed.forEach((name, slot) -> {
            if (!slot.isGone()) {
                children.add(new Child(name, slot.node() instanceof Directory));
            }
        });
        return children;
    }

    /** What the session has changed right in a directory. */
    private Map<String, Slot> changesIn(StorePath path, Place place) throws IOException {
        if (place.node() instanceof Directory directory) {
            return guarded(() -> Map.copyOf(directory.slots));
        }
        FileInfo info = describe(path, place, Detail.BASIC)
                .orElseThrow(() -> new NotFoundException(path.toString()));
        if (!info.isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
        }
        return Map.of();
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        Optional<StoreReader> own = Optional.empty();
        Place place = find(path, true);
        if (place.node() instanceof Written) {
            own = guarded(() -> openWritten(path, offset));
        }
        if (own.isPresent()) {
            return own.get();
        }
        if (place.node() instanceof Directory) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        if (place.shown() == null) {
            throw new NotFoundException(path.toString());
        }
        StoreReader reader = asked(path, place, () -> inner().open(place.shown(), offset));
        return place.shown().equals(place.path()) ? reader : new Relocated(reader, place.path());
    }

    /** Under the lock, as the parts of a content may be joined, and closed, by those who add to it. */
    private Optional<StoreReader> openWritten(StorePath path, long offset) throws IOException {
        Place place = tree.find(path, true);
        return place.node() instanceof Written written
                ? Optional.of(OverlayReader.open(written.at(place.path(), Detail.BASIC), written.parts(), offset))
                : Optional.empty();
    }

    /** A reader of something that lies elsewhere in the store. */
    private static final class Relocated extends LayeredReader {
        private final StorePath path;

        Relocated(StoreReader inner, StorePath path) {
            super(inner);
            this.path = path;
        }

        @Override
        public FileInfo info() {
            return at(path, super.info());
        }
    }

    @Override
    public Optional<String> knownChecksum(StorePath path, ChecksumAlgorithm algorithm) throws IOException {
        Place place = find(path, true);
        return place.shown() == null
                ? Optional.empty()
                : asked(path, place, () -> inner().knownChecksum(place.shown(), algorithm));
    }

    // Putting aside

    @Override
    public Staging stage(StageRequest request) throws IOException {
        requireOpen();
        return contents.stage(request);
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        Place place = find(source, false);
        if (place.node() instanceof Written) {
            return guarded(() -> contents.copy(source, tree.find(source, false), request));
        }
        if (place.shown() == null) {
            throw new NotFoundException(source.toString());
        }
        return asked(source, place, () -> contents.copy(place.shown(), request));
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        requireOpen();
        return locks.take(scope, timeout);
    }

    // Changes

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durably) throws IOException {
        return changed(durably, publishing -> publishing.make(changes));
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durably) throws IOException {
        return changed(durably, publishing -> publishing.append(path, addition, guard, durably));
    }

    /** Something that is done to the tree, all or none. */
    @FunctionalInterface
    private interface TreeChange<T> {
        T make(OverlayPublishing publishing) throws IOException;
    }

    private <T> T changed(boolean durably, TreeChange<T> change) throws IOException {
        return guarded(() -> {
            OverlayPublishing publishing = new OverlayPublishing(tree, contents, clock, capabilities, this::describe);
            T result = kept(() -> change.make(publishing));
            durable |= durably;
            publishing.settle();
            return result;
        });
    }

    private <T> T kept(Calls.Call<T> call) throws IOException {
        try {
            T result = call.run();
            tree.keep();
            return result;
        } catch (Exception e) {
            tree.takeBack();
            throw e;
        }
    }

    // The end

    /** Makes the changes in the store, all or none; nothing can be done here afterwards. */
    CommitResult commit() throws IOException {
        return guarded(() -> {
            try {
                List<Change> changes = OverlayChanges.of(tree.root(),
                        (path, written) -> contents.finish(path, written, durable),
                        capabilities.has(Feature.NATIVE_MOVE));
                return changes.isEmpty()
                        ? CommitResult.published(List.of())
                        : withoutReplaced(inner().commit(changes, durable));
            } finally {
                end();
            }
        });
    }

    /** What was removed, and something else put there, is told once. */
    private static CommitResult withoutReplaced(CommitResult result) {
        Map<String, FileInfo> changed = new LinkedHashMap<>();
        result.changed().forEach(info -> changed.put(info.path(), info));
        return new CommitResult(result.state(), List.copyOf(changed.values()), result.pending());
    }

    /** Forgets everything; what was put aside is discarded. A second call does nothing. */
    void end() {
        monitor.lock();
        try {
            over = true;
            contents.close();
        } finally {
            monitor.unlock();
        }
    }

    /** The store behind it is not ours. */
    @Override
    public void close() {}
}
