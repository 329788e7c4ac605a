package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.Isolation;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.FairLocks;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import io.foundry9.filebackend.testkit.MemoryNode.Directory;
import io.foundry9.filebackend.testkit.MemoryNode.File;
import io.foundry9.filebackend.testkit.MemoryNode.Link;
import io.foundry9.filebackend.testkit.MemoryNode.Stamp;
import io.foundry9.filebackend.testkit.MemoryTree.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store that lives in memory: the smallest one that keeps every promise, to be read before one writes one's own. What
 * it holds is one immutable {@link MemoryTree}; a change makes the next one and puts it in place under this object's
 * monitor. Readers look at the tree that is in place when they come and need no lock. The locks that callers take
 * ({@link FairLocks}) are another thing: they keep writers apart for longer than one change takes.
 *
 * <p>It can be told to do without some features, so that whatever stands in for them is exercised.
 */
public final class MemoryStore implements Store {

    /** What it can do unless told otherwise. */
    public static final Capabilities ALL = Capabilities.of(
            Feature.WRITES,
            Feature.CONDITIONAL_WRITES,
            Feature.APPEND_IN_PLACE,
            Feature.NATIVE_MOVE,
            Feature.NATIVE_COPY,
            Feature.DEEP_LISTING,
            Feature.CREATED_TIME,
            Feature.EXACT_BYTES,
            Feature.LINKS,
            Feature.RACE_FREE_LINKS)
            .withIsolation(Isolation.ALL_AT_ONCE);

    private final Clock clock;
    private final Capabilities capabilities;
    private final FairLocks locks = new FairLocks();
    private long lastVersion;
    private volatile MemoryTree tree;

    /** An empty store that can do everything and reads the system's clock. */
    public MemoryStore() {
        this(Clock.systemUTC(), ALL);
    }

    /**
     * An empty store.
     *
     * @param clock tells when something is created or modified
     * @param capabilities {@link #ALL}, or less
     */
    public MemoryStore(Clock clock, Capabilities capabilities) {
        if (!ALL.features().containsAll(capabilities.features())) {
            throw new IllegalArgumentException("more than this store can do: " + capabilities.features());
        }
        this.clock = clock;
        this.capabilities = capabilities;
        this.tree = MemoryTree.empty(nextStamp());
    }

    /** An empty store that does without some features. */
    public static MemoryStore without(Feature... features) {
        return new MemoryStore(Clock.systemUTC(), ALL.without(features));
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) {
        return stat(tree(path), path);
    }

    private Optional<FileInfo> stat(MemoryTree seen, StorePath path) {
        return seen.find(path, false).node().map(node -> info(path, node));
    }

    private FileInfo info(StorePath path, MemoryNode node) {
        FileInfo.Builder info = FileInfo.builder(path.toString(), node.type())
                .size(node.size())
                .modified(node.stamp().modified());
        if (capabilities.has(Feature.CREATED_TIME)) {
            info.created(node.stamp().created());
        }
        if (!(node instanceof Directory)) {
            info.version(Long.toString(node.stamp().version()));
        }
        return info.build();
    }

    @Override
    public StorePath follow(StorePath link) {
        return tree(link).find(link, true).path();
    }

    @Override
    public String readLink(StorePath link) {
        MemoryNode node = tree(link).find(link, false).node()
                .orElseThrow(() -> new NotFoundException(link.toString()));
        String target = ((Link) node).target();
        if (target.startsWith("/")) {
            throw new InvalidOperationException(Reason.OUTSIDE_ROOT, link.toString());
        }
        return target;
    }

    @Override
    public List<FileInfo> list(StorePath path) {
        return infosIn(path, directory(path));
    }

    private Directory directory(StorePath path) {
        MemoryNode node = tree(path).find(path, false).node()
                .orElseThrow(() -> new NotFoundException(path.toString()));
        if (node instanceof Directory directory) {
            return directory;
        }
        throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
    }

    private List<FileInfo> infosIn(StorePath path, Directory directory) {
        List<FileInfo> infos = new ArrayList<>();
        directory.children().forEach((name, node) -> infos.add(info(path.resolve(name), node)));
        return infos;
    }

    @Override
    public Stream<FileInfo> listDeep(StorePath path) {
        require(Feature.DEEP_LISTING, path);
        return infosBelow(path, directory(path));
    }

    private Stream<FileInfo> infosBelow(StorePath path, Directory directory) {
        Stream<FileInfo> deeper = directory.children().entrySet().stream()
                .filter(child -> child.getValue() instanceof Directory)
                .flatMap(child -> infosBelow(path.resolve(child.getKey()), (Directory) child.getValue()));
        return Stream.concat(infosIn(path, directory).stream(), deeper);
    }

    @Override
    public StoreReader open(StorePath path, long offset) {
        Place place = tree(path).find(path, true);
        return new MemoryReader(file(path, place), info(place.path(), file(path, place)), offset);
    }

    private static File file(StorePath asked, Place place) {
        MemoryNode node = place.node().orElseThrow(() -> new NotFoundException(asked.toString()));
        if (node instanceof File file) {
            return file;
        }
        throw new InvalidOperationException(
                node instanceof Directory ? Reason.IS_DIRECTORY : Reason.NOT_A_FILE, asked.toString());
    }

    @Override
    public Staging stage(StageRequest request) {
        tree(request.target());
        return new MemoryStaging();
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) {
        require(Feature.NATIVE_COPY, source);
        Place place = tree(source).find(source, false);
        boolean isLink = place.node().orElse(null) instanceof Link;
        return new MemoryStaging(isLink ? place.node().get() : file(source, place));
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        return locks.acquire(scope, timeout);
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        MemoryChanges making = new MemoryChanges(this::info, this::nextStamp, capabilities);
        synchronized (this) {
            tree = making.on(tree(StorePath.ROOT), changes);
        }
        for (Change change : changes) {
            if (change instanceof Change.Put put) {
                put.content().close();
            }
        }
        return making.results();
    }

    @Override
    public synchronized FileInfo append(StorePath path, Content addition, Guard guard, boolean durable)
            throws IOException {
        require(Feature.APPEND_IN_PLACE, path);
        MemoryTree now = tree(path);
        guard.check(stat(now, path));
        Place place = now.find(path, false);
        File old = file(path, place);
        try (MemoryStaging longer = new MemoryStaging()) {
            longer.write(ByteBuffer.wrap(old.bytes()));
            addition.writeTo(longer);
            longer.finish();
            Stamp stamp = nextStamp();
            MemoryNode node = longer.toNode(old.stamp().replacedBy(stamp));
            tree = now.with(place.path(), node, stamp);
            return info(path, node);
        }
    }

    /** Puts a file there as another program would, which asks nobody for a lock. */
    public synchronized void foreignWrite(String path, byte[] bytes) {
        foreignPut(StorePath.parse(path), new File(bytes.clone(), nextStamp()));
    }

    /**
     * Puts a symbolic link there as another program would.
     *
     * @param target relative to the directory of the link; an absolute one leads out of the root
     */
    public synchronized void foreignLink(String path, String target) {
        require(Feature.LINKS, StorePath.parse(path));
        foreignPut(StorePath.parse(path), new Link(target, nextStamp()));
    }

    private void foreignPut(StorePath path, MemoryNode node) {
        MemoryTree now = tree(path);
        tree = now.with(MemoryChanges.replaceable(now, path).path(), node, node.stamp());
    }

    private Stamp nextStamp() {
        Instant now = clock.instant();
        return new Stamp(++lastVersion, now, now);
    }

    private void require(Feature feature, StorePath path) {
        if (!capabilities.has(feature)) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, path.toString());
        }
    }

    private MemoryTree tree(StorePath path) {
        MemoryTree now = tree;
        if (now == null) {
            throw new StorageException(
                    StorageException.Kind.CLOSED, path.toString(), "the store was closed", null);
        }
        return now;
    }

    @Override
    public synchronized void close() {
        tree = null;
    }

    @Override
    public String toString() {
        return "memory:";
    }
}
