package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.CommitResult;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.Versioned;
import io.foundry9.filebackend.git.TreeMerge.Clash;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.ForwardingStore;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The files of a git work tree: a local store, with a history and a remote behind it. What is written lies in the work tree
 * at once; when it is committed and pushed is decided here. Safe for use by many threads, and by many processes.
 */
final class GitStore extends ForwardingStore {

    private static final String WRITTEN = "written here, but not published: ";

    private final GitRoot root;
    private final LocalChanges changes;
    private final Syncing syncing;
    private final AutoPull autoPull;
    private final Submodules submodules;
    private final FileTimes times;
    private final GitSync sync;
    private final GitVersions versions;
    private final Capabilities capabilities;

    GitStore(GitRoot root) throws IOException {
        super(root.files());
        this.root = root;
        Snapshots snapshots = new Snapshots(root.repository(), root.branch(), root.config().identity());
        this.changes = new LocalChanges(root);
        Integration integration = new Integration(root, changes);
        this.syncing = new Syncing(root, integration, snapshots);
        this.autoPull = new AutoPull(root, syncing, integration);
        this.submodules = new Submodules(root);
        this.times = new FileTimes(root.repository(), Optional.empty());
        this.sync = new GitSync(root, changes, syncing, integration, submodules);
        this.versions = new GitVersions(this, root, changes, syncing, snapshots);
        Capabilities local = root.files().capabilities()
                .withExtensions(Set.of(SyncFileBackend.class, Versioned.class));
        this.capabilities = root.config().autoPull() ? local.with(Feature.REFRESH) : local;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public <T> Optional<T> as(Class<T> type) {
        if (type == SyncFileBackend.class) {
            return Optional.of(type.cast(sync));
        }
        return type == Versioned.class ? Optional.of(type.cast(versions)) : Optional.empty();
    }

    @Override
    public void refresh() throws IOException {
        autoPull.beforeRead();
    }

    /** When a file was made is noted on it, or is known from history if git itself has put it here. */
    @Override
    public Optional<FileInfo> stat(StorePath path, Detail detail) throws IOException {
        Optional<FileInfo> info = inner().stat(path, detail);
        if (detail == Detail.BASIC || info.isEmpty() || !info.get().isFile() || info.get().created().isPresent()) {
            return info;
        }
        Optional<ObjectId> commit = root.committer().tip().commit();
        if (commit.isEmpty()) {
            return info;
        }
        return times.upTo(commit.get()).created(RawPath.of(root.files().located(path)))
                .map(created -> info.get().toBuilder().created(created).build())
                .or(() -> info);
    }

    @Override
    public StoreLock lock(LockScope scope, Duration timeout) throws IOException {
        StoreLock lock = inner().lock(scope, timeout);
        if (scope.isSession()) {
            return session(lock);
        }
        if (!root.config().autoPush()) {
            return lock;
        }
        AtomicBoolean isHeld = new AtomicBoolean(true);
        return () -> {
            if (isHeld.getAndSet(false)) {
                lock.close();
                pushWritten();
            }
        };
    }

    /** A session pulls once, before anything else. */
    private StoreLock session(StoreLock lock) throws IOException {
        try {
            autoPull.beforeSession();
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        syncing.sessionBegins();
        return () -> {
            syncing.sessionEnds();
            lock.close();
        };
    }

    @Override
    public List<FileInfo> publish(List<Change> list, boolean durable) throws IOException {
        refuse(list);
        if (!root.config().autoPush()) {
            List<FileInfo> results = inner().publish(list, durable);
            root.pending().add(Touched.paths(list));
            return results;
        }
        List<Optional<FileInfo>> before = new ArrayList<>();
        List<FileInfo> results = inner().publish(Touched.watched(list, before), durable);
        String message = list.size() == 1 ? Messages.of(list.get(0), before.get(0)) : null;
        commitWritten(Touched.paths(list), message);
        return results;
    }

    @Override
    public FileInfo append(StorePath path, Content addition, Guard guard, boolean durable) throws IOException {
        refuse(Set.of(path));
        FileInfo info = inner().append(path, addition, guard, durable);
        if (root.config().autoPush()) {
            commitWritten(List.of(path), "Update " + path);
        } else {
            root.pending().add(List.of(path));
        }
        return info;
    }

    /** Commits what was just written; while a merge waits, that comes later. */
    private void commitWritten(List<StorePath> paths, String message) throws IOException {
        if (root.merge().stands()) {
            root.pending().add(paths);
            return;
        }
        try {
            changes.commit(paths, edits -> message != null ? message : Messages.batch(edits.size()));
        } catch (FileBackendException e) {
            throw Failures.restated(WRITTEN, e);
        } catch (IOException e) {
            throw new StorageException(Kind.IO, paths.get(0).toString(), WRITTEN + "it cannot be committed", null);
        }
    }

    private void pushWritten() {
        try {
            if (!root.merge().stands()) {
                syncing.push(false);
            }
        } catch (FileBackendException e) {
            if (!root.config().tolerates(e)) {
                throw Failures.restated(WRITTEN, e);
            }
        } catch (IOException e) {
            throw new StorageException(Kind.IO, "", WRITTEN + "git's files cannot be read or written", null);
        }
    }

    /** One commit of all that a session has changed, after one of what was written before it; then one push. */
    @Override
    public CommitResult commit(List<Change> list, boolean durable) throws IOException {
        refuse(list);
        boolean waits = root.merge().stands();
        Optional<FileBackendException> failure = waits ? Optional.empty() : attempt(() -> {
            root.branch().requireCheckedOut();
            changes.commitPending(Messages.SYNC);
        });
        List<FileInfo> results = inner().publish(list, durable);
        List<StorePath> paths = Touched.paths(list);
        if (waits || failure.isPresent()) {
            root.pending().add(paths);
            return CommitResult.pending(results, waits ? conflict() : failure.get());
        }
        failure = attempt(() -> {
            changes.commit(paths, edits -> Messages.batch(edits.size()));
            if (root.config().autoPush()) {
                syncing.push(true);
            }
        });
        return failure.map(cause -> CommitResult.pending(results, cause))
                .orElseGet(() -> CommitResult.published(results));
    }

    private interface Step {
        void take() throws IOException;
    }

    /** What is here stays, whatever fails on the way to the remote. */
    private static Optional<FileBackendException> attempt(Step step) {
        try {
            step.take();
            return Optional.empty();
        } catch (FileBackendException e) {
            return Optional.of(e.during("push"));
        } catch (IOException e) {
            return Optional.of(new StorageException(Kind.IO, "", "git's files cannot be read or written", null)
                    .during("push"));
        }
    }

    private FileBackendException conflict() throws IOException {
        Optional<PendingMerge.View> view = root.merge().view();
        return view.map(Syncing::conflicts)
                .orElseGet(() -> new ConflictException("", List.of(), "a merge has just ended; push again"))
                .during("push");
    }

    private void refuse(List<Change> list) throws IOException {
        Set<StorePath> paths = new LinkedHashSet<>();
        for (Change change : list) {
            paths.add(change.path());
            if (change instanceof Change.Move move) {
                paths.add(move.from());
            }
        }
        refuse(paths);
    }

    /** One look at whether there is anything to refuse, however many paths there are. */
    private void refuse(Set<StorePath> paths) throws IOException {
        if (root.merge().stands()) {
            List<Clash> open = root.merge().view().map(PendingMerge.View::open).orElse(List.of());
            paths.forEach(path -> refuseConflicted(path, open));
        }
        submodules.refuse(paths);
    }

    private static void refuseConflicted(StorePath path, List<Clash> open) {
        RawPath raw = RawPath.of(path);
        for (Clash clash : open) {
            if (clash.path().startsWith(raw) || raw.startsWith(clash.path())) {
                throw new ConflictException(path.toString(), List.of(clash.path().id()), "'" + clash.path().display()
                        + "' is in conflict; resolve it first, with vault:accept --local, vault:accept --remote or"
                        + " vault:resolve");
            }
        }
    }

    @Override
    public void close() throws IOException {
        root.close();
    }

    @Override
    public String toString() {
        return "git store on " + root.remote().display();
    }
}
