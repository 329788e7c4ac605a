package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.LockTimeoutException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.Reach;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Child;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A store in one directory of this machine: what a path names is the file of that name below the root, and nothing leads
 * out of it. Content is put aside in a hidden folder, then renamed into place. Safe for use by many threads, by many
 * stores on one root, and by many processes.
 */
public final class LocalStore implements Store {

    private static final Logger LOGGER = System.getLogger(LocalStore.class.getName());
    private static final long GLANCE_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final LocalStoreOptions options;
    private final Root root;
    private final CreatedTimes created;
    private final WorkFolder work;
    private final Inspector inspector;
    private final Capabilities capabilities;
    private final AtomicLong nextGlance = new AtomicLong(System.nanoTime() + GLANCE_EVERY);
    private final Lock publishing;
    private final Lock closing;
    private volatile boolean closed;

    private LocalStore(Root root, LocalStoreOptions options) throws IOException {
        this.root = root;
        this.options = options;
        BasicFileAttributes attributes = root.directory().attributes();
        this.created = CreatedTimes.in(root.path(), attributes, options.birthTimes());
        this.work = new WorkFolder(root, options.workFolder(), this::finishAndSweep);
        this.inspector = new Inspector(root, work, created);
        this.capabilities = capabilities(attributes);
        ReentrantReadWriteLock use = new ReentrantReadWriteLock();
        this.publishing = use.readLock();
        this.closing = use.writeLock();
    }

    /**
     * Opens the store in a directory. Nothing is made in it before the first write.
     *
     * @throws NotFoundException the directory is missing and was not to be made
     * @throws InvalidOperationException it is no directory
     */
    public static LocalStore open(Path directory, LocalStoreOptions options) throws IOException {
        Names.checkEncoding();
        if (!Files.exists(directory)) {
            if (!options.createRoot()) {
                throw new BackendUnavailableException("", "the root directory does not exist");
            }
            Files.createDirectories(directory);
        }
        if (!Files.isDirectory(directory)) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, "", "the root is not a directory");
        }
        Root root = Root.open(directory, options.reservedNames());
        try {
            LocalStore store = new LocalStore(root, options);
            store.lookForLeftovers();
            return store;
        } catch (Exception e) {
            root.close();
            throw e;
        }
    }

    /** What others have left is looked after where that is permitted; who may only read can do without. */
    private void lookForLeftovers() throws IOException {
        try {
            if (work.hasJournal() || work.hasStaged()) {
                work.workshop();
            }
        } catch (FileSystemException e) {
            LOGGER.log(Level.DEBUG, "What others may have left in the root cannot be looked after", e);
        }
    }

    private void finishAndSweep(Workshop workshop) throws IOException {
        try {
            recover(workshop, Duration.ZERO);
        } catch (LockTimeoutException e) {
            LOGGER.log(Level.DEBUG, "Another process is making several changes", e);
        }
        new Sweeper(workshop, new Elsewhere(root)).sweep();
    }

    /** While it is only read from, a store looks now and then whether a writer has died half-way. */
    private void glance() throws IOException {
        long now = System.nanoTime();
        long due = nextGlance.get();
        if (now - due >= 0 && nextGlance.compareAndSet(due, now + GLANCE_EVERY) && work.hasJournal()) {
            try {
                recover(work.workshop(), Duration.ZERO);
            } catch (LockTimeoutException | FileSystemException e) {
                LOGGER.log(Level.DEBUG, "A journal is left to who is at it, or may write", e);
            }
        }
    }

    private <T> T read(Action<T> action) throws IOException {
        return step(() -> {
            glance();
            return action.take();
        });
    }

    private Capabilities capabilities(BasicFileAttributes attributes) {
        Set<Feature> features = EnumSet.of(Feature.WRITES, Feature.CONDITIONAL_WRITES, Feature.APPEND_IN_PLACE,
                Feature.NATIVE_MOVE, Feature.NATIVE_COPY, Feature.ACCESSED_TIME, Feature.EXACT_BYTES, Feature.LINKS);
        if (attributes instanceof PosixFileAttributes) {
            features.add(Feature.PERMISSIONS);
        }
        if (created.areKept()) {
            features.add(Feature.CREATED_TIME);
        }
        if (root.directory().isRaceFree()) {
            features.add(Feature.RACE_FREE_LINKS);
        }
        boolean hasLocks = root.path().getFileSystem() == FileSystems.getDefault();
        Reach exclusion = hasLocks ? Reach.HOST : Reach.PROCESS;
        return Capabilities.of(features.toArray(Feature[]::new)).withExclusion(exclusion);
    }

    @Override
    public Object identity() {
        return work.identity();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Set<String> reservedNames() {
        return options.reservedNames();
    }

    private interface Action<T> {
        T take() throws IOException;
    }

    /** Tells a store that was closed, or whose root went, from one in which something is missing. */
    private <T> T step(Action<T> action) throws IOException {
        if (closed) {
            throw Failures.closed();
        }
        try {
            return action.take();
        } catch (ClosedDirectoryStreamException e) {
            throw Failures.closed();
        } catch (NoSuchFileException e) {
            root.checkStillThere();
            throw e;
        }
    }

    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        return read(() -> inspector.stat(path, detail == Detail.FULL));
    }

    @Override
    public StorePath follow(StorePath link) throws IOException {
        return read(() -> inspector.follow(link));
    }

    @Override
    public String readLink(StorePath link) throws IOException {
        return read(() -> inspector.readLink(link));
    }

    @Override
    public List<FileInfo> list(StorePath directory) throws IOException {
        return read(() -> inspector.list(directory));
    }

    @Override
    public List<Child> children(StorePath directory) throws IOException {
        return read(() -> inspector.children(directory));
    }

    @Override
    public StoreReader open(StorePath path, long offset) throws IOException {
        return read(() -> inspector.open(path, offset));
    }

    @Override
    public Staging stage(StageRequest request) throws IOException {
        return stage(request, Optional.empty());
    }

    /** As {@link #stage(StageRequest)}, for a file that will not look like the one that it replaces. */
    public Staging stage(StageRequest request, Looks looks) throws IOException {
        return stage(request, Optional.of(looks));
    }

    private Staging stage(StageRequest request, Optional<Looks> looks) throws IOException {
        return inArea(area -> area.newFile(request, isDurable(false), looks));
    }

    /** Puts a link aside that says what is given, wherever that leads. */
    public Staging stageLink(String target) throws IOException {
        return inArea(area -> area.newLink(root.path().getFileSystem().getPath(target)));
    }

    private interface Placing {
        Staging in(StagingArea area) throws IOException;
    }

    private Staging inArea(Placing placing) throws IOException {
        return step(() -> {
            Workshop workshop = work.workshop();
            try {
                return placing.in(workshop.area());
            } catch (NoSuchFileException e) {
                root.checkStillThere();
                if (!work.renew(workshop)) {
                    throw e;
                }
                return placing.in(work.workshop().area());
            }
        });
    }

    /** The path with the links on the way to it resolved; one at its end is the entry itself, and stays. */
    public StorePath located(StorePath path) throws IOException {
        return read(() -> {
            try (Place place = root.locate(path)) {
                return place.path();
            }
        });
    }

    /** What a link says, to the letter, wherever that leads. */
    public String linkTarget(StorePath link) throws IOException {
        return read(() -> {
            try (Place place = root.locate(link)) {
                return Files.readSymbolicLink(place.hostPath()).toString();
            }
        });
    }

    private boolean isDurable(boolean asked) {
        return asked || options.durability() == Durability.POWER;
    }

    @Override
    public Staging stageCopy(StorePath source, StageRequest request) throws IOException {
        return step(() -> {
            try (Place place = root.locate(source)) {
                BasicFileAttributes found = Publisher.present(place.stat(), source);
                if (found.isSymbolicLink()) {
                    return work.workshop().area().newLink(Files.readSymbolicLink(place.hostPath()));
                }
                Publisher.refuseDirectory(found, source);
                if (!found.isRegularFile()) {
                    throw new InvalidOperationException(Reason.NOT_A_FILE, source.toString());
                }
                return copy(place, found, request);
            }
        });
    }

    private Staging copy(Place place, BasicFileAttributes found, StageRequest request) throws IOException {
        StagedFile staged = work.workshop().area().newFile(request, isDurable(false), Optional.empty());
        try (SeekableByteChannel source = place.directory().channel(place.name(), Set.of(StandardOpenOption.READ))) {
            staged.takeAll(source);
            if (found instanceof PosixFileAttributes posix) {
                staged.area().folder().setPermissions(staged.name(), posix.permissions());
            }
            staged.finish();
            return staged;
        } catch (Exception e) {
            staged.close();
            throw e;
        }
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        return step(() -> {
            Workshop workshop = work.workshop();
            long start = System.nanoTime();
            StoreLock lock = workshop.locks().take(scope, timeout);
            try {
                if (new Journal(workshop).mayExist()) {
                    recover(workshop, timeout == null ? null : timeout.minusNanos(System.nanoTime() - start));
                }
                return lock;
            } catch (Exception e) {
                lock.close();
                throw e;
            }
        });
    }

    @Override
    public List<FileInfo> publish(List<Change> changes, boolean durable) throws IOException {
        publishing.lock();
        try {
            return step(() -> {
                Publisher publisher = publisher();
                boolean safe = isDurable(durable);
                return changes.size() == 1
                        ? List.of(publisher.publish(changes.get(0), safe))
                        : new Batch(root, work.workshop(), publisher, safe).publish(changes);
            });
        } finally {
            publishing.unlock();
        }
    }

    private void recover(Workshop workshop, Duration timeout) throws IOException {
        new Recovery(root, workshop, new Tree(root, workshop, created)).run(timeout);
    }

    private Publisher publisher() throws IOException {
        return new Publisher(root, work.workshop(), created);
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        return step(() -> new Appender(root, publisher(), work.stamps())
                .append(path, addition, guard, isDurable(durable)));
    }

    /** Waits for changes that are being made: what they need would go with the staging folder. */
    @Override
    public void close() throws IOException {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (Root last = root) {
                work.close();
            }
        } finally {
            closing.unlock();
        }
    }

    @Override
    public String toString() {
        return "local store";
    }
}
