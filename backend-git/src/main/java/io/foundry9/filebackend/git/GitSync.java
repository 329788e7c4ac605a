package io.foundry9.filebackend.git;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.Calls;
import io.foundry9.filebackend.ext.Conflict;
import io.foundry9.filebackend.ext.Conflict.Side;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.SyncFileBackend;
import io.foundry9.filebackend.ext.SyncResult;
import io.foundry9.filebackend.ext.SyncStatus;
import io.foundry9.filebackend.git.Syncing.Pulled;
import io.foundry9.filebackend.git.Syncing.Sent;
import io.foundry9.filebackend.git.TreeMerge.Clash;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** The git backend as {@link SyncFileBackend}. Safe for use by many threads. */
final class GitSync implements SyncFileBackend {

    private final GitRoot root;
    private final LocalChanges changes;
    private final Syncing syncing;
    private final Integration integration;
    private final Notes notes;

    GitSync(GitRoot root, LocalChanges changes, Syncing syncing, Integration integration, Submodules submodules) {
        this.root = root;
        this.changes = changes;
        this.syncing = syncing;
        this.integration = integration;
        this.notes = new Notes(root, submodules);
    }

    @Override
    public SyncResult push() {
        return push(Messages.SYNC);
    }

    @Override
    public SyncResult push(String message) {
        String tidy = Messages.tidy(message);
        if (tidy.isEmpty()) {
            throw new IllegalArgumentException("the message is empty");
        }
        return Calls.run("push", "", () -> {
            syncing.requireNoConflicts(false);
            syncing.locked(() -> changes.commitAll(tidy));
            return result(syncing.push(false));
        });
    }

    @Override
    public SyncResult pull() {
        return Calls.run("pull", "", () -> result(new Sent(0, syncing.pull(false))));
    }

    @Override
    public SyncResult sync() {
        return Calls.run("sync", "", () -> {
            syncing.requireNoConflicts(false);
            syncing.locked(() -> changes.commitAll(Messages.SYNC));
            Pulled pulled = syncing.pull(false);
            Sent sent = syncing.push(false);
            List<PathChange> all = new ArrayList<>(pulled.changes());
            all.addAll(sent.pulled().changes());
            return result(new Sent(sent.commits(), new Pulled(pulled.commits() + sent.pulled().commits(), all)));
        });
    }

    private SyncResult result(Sent sent) throws IOException {
        root.catchUp().run();
        Optional<ObjectId> commit = root.committer().tip().commit();
        List<PathChange> sorted = new ArrayList<>(sent.pulled().changes());
        sorted.sort(Comparator.comparing(PathChange::path));
        return new SyncResult(commit.map(ObjectId::name), sent.commits(), sent.pulled().commits(), sorted);
    }

    @Override
    public SyncStatus status() {
        return Calls.run("status", "", () -> {
            Optional<ObjectId> tip = root.committer().tip().commit();
            Optional<ObjectId> tracked = root.branch().tracked();
            List<PathChange> changed = new Uncommitted(root, changes).list();
            return new SyncStatus(root.remote().display(), root.branch().name(), tip.map(ObjectId::name),
                    root.branch().count(tip, tracked), root.branch().count(tracked, tip), changed, conflicts(),
                    syncing.lastContact(), syncing.lastFailure(), notes.list());
        });
    }

    @Override
    public List<Conflict> conflicts() {
        return Calls.run("conflicts", "", () -> {
            Optional<PendingMerge.View> view = root.merge().view();
            List<Conflict> found = new ArrayList<>();
            if (root.branch().disputed().isPresent()) {
                found.add(new Conflict(Syncing.HISTORY, Syncing.HISTORY, Conflict.Kind.HISTORY, Optional.empty(),
                        Optional.empty(), Optional.empty(), false));
            }
            if (view.isPresent()) {
                try (ObjectInserter inserter = root.repository().newObjectInserter();
                        ObjectReader reader = inserter.newReader()) {
                    ContentMerge contents = new ContentMerge(reader, inserter);
                    for (Clash clash : view.get().open()) {
                        found.add(describe(clash, reader, contents));
                    }
                }
            }
            found.sort(Comparator.comparing(Conflict::id));
            return found;
        });
    }

    private static Conflict describe(Clash clash, ObjectReader reader, ContentMerge contents) throws IOException {
        boolean isBinary = false;
        for (Optional<TreeEntry> side : List.of(clash.base(), clash.local(), clash.remote())) {
            isBinary |= side.isPresent() && contents.isBinary(side.get());
        }
        return new Conflict(clash.path().id(), clash.path().display(), clash.kind(),
                version(clash.base(), clash, reader), version(clash.local(), clash, reader),
                version(clash.remote(), clash, reader), isBinary);
    }

    private static Optional<Conflict.Version> version(Optional<TreeEntry> entry, Clash clash, ObjectReader reader)
            throws IOException {
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        TreeEntry there = entry.get();
        long size = there.isBlob() ? reader.getObjectSize(there.id(), Constants.OBJ_BLOB) : 0;
        return Optional.of(new Conflict.Version(there.type(), size, there.isExecutable(),
                clash.movedTo().map(RawPath::display)));
    }

    @Override
    public InputStream openConflict(String id, Side side) {
        return Calls.run("openConflict", id, () -> {
            Clash clash = find(id);
            Optional<TreeEntry> entry = switch (side) {
                case BASE -> clash.base();
                case LOCAL -> clash.local();
                case REMOTE -> clash.remote();
            };
            if (entry.filter(TreeEntry::isBlob).isEmpty()) {
                throw new NotFoundException(clash.path().display());
            }
            return Blobs.open(root.repository(), entry.get().id());
        });
    }

    private Clash find(String id) throws IOException {
        String wanted = id.startsWith("id:") ? id : StorePath.parse(id).toString();
        return root.merge().view().map(PendingMerge.View::open).orElse(List.of()).stream()
                .filter(clash -> clash.path().id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(wanted));
    }

    private static boolean isHistory(String id) {
        return !id.startsWith("id:") && StorePath.parse(id).isRoot();
    }

    @Override
    public void acceptLocal(String id) {
        Calls.perform("acceptLocal", id, () -> {
            if (isHistory(id)) {
                new Dispute(root, integration, syncing).acceptLocal();
                return;
            }
            syncing.locked(() -> {
                Clash clash = find(id);
                return settle(clash, look(clash));
            });
        });
    }

    /** What is here: also if a person has changed it in the work tree since. */
    private Optional<TreeEntry> look(Clash clash) throws IOException {
        if (clash.path().storePath().isEmpty() || clash.local().filter(TreeEntry::isTree).isPresent()) {
            return clash.local();
        }
        try (ObjectInserter inserter = root.repository().newObjectInserter()) {
            Optional<TreeEntry> found = root.workFiles()
                    .look(clash.path(), WorkFiles.Blobs.stored(inserter), clash.local())
                    .map(WorkFiles.Found::entry);
            inserter.flush();
            return found;
        }
    }

    @Override
    public void acceptRemote(String id) {
        Calls.perform("acceptRemote", id, () -> {
            if (isHistory(id)) {
                new Dispute(root, integration, syncing).acceptRemote();
                return;
            }
            syncing.locked(() -> {
                Clash clash = find(id);
                return settle(clash, clash.remote());
            });
        });
    }

    /** The content is put aside first, so that a slow source keeps nobody waiting. */
    @Override
    public void resolve(String id, Content content) {
        Calls.perform("resolve", id, () -> {
            find(id);
            StageRequest request = new StageRequest(StorePath.parse("resolved"), content.length(), false);
            try (Staging staging = root.files().stage(request)) {
                Calls.take(content, staging, id);
                staging.finish();
                syncing.locked(() -> {
                    Clash clash = find(id);
                    return settle(clash, Optional.of(store(staging, clash)));
                });
            }
        });
    }

    private TreeEntry store(Staging staging, Clash clash) throws IOException {
        try (ObjectInserter inserter = root.repository().newObjectInserter();
                InputStream in = Channels.newInputStream(staging.open(0))) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, staging.size(), in);
            inserter.flush();
            boolean isExecutable = clash.local().or(clash::remote).filter(TreeEntry::isExecutable).isPresent();
            return new TreeEntry(isExecutable
                    ? FileMode.EXECUTABLE_FILE
                    : FileMode.REGULAR_FILE, blob);
        }
    }

    /** Notes what is to be, and with the last conflict makes the merge. */
    private Void settle(Clash clash, Optional<TreeEntry> entry) throws IOException {
        root.merge().resolve(clash.path(), entry);
        Optional<PendingMerge.View> view = root.merge().view();
        if (view.isPresent() && view.get().open().isEmpty()) {
            new Finish(root, integration).run();
        }
        return null;
    }

    @Override
    public void abort() {
        Calls.perform("abort", "", () -> syncing.locked(() -> {
            root.merge().end();
            changes.commitPending(Messages.SYNC);
            root.catchUp().run();
            return null;
        }));
    }
}
