package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.core.Calls;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.Revision;
import io.foundry9.filebackend.ext.Snapshot;
import io.foundry9.filebackend.ext.Versioned;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** The git backend as {@link Versioned}. Safe for use by many threads. */
final class GitVersions implements Versioned {

    private final GitRoot root;
    private final LocalChanges changes;
    private final Syncing syncing;
    private final Snapshots snapshots;
    private final Versions versions;
    private final Restoring restoring;

    GitVersions(GitStore store, GitRoot root, LocalChanges changes, Syncing syncing, Snapshots snapshots) {
        this.root = root;
        this.changes = changes;
        this.syncing = syncing;
        this.snapshots = snapshots;
        this.versions = new Versions(root.repository(), root.branch());
        this.restoring = new Restoring(store, root);
    }

    @Override
    public List<Revision> history(String path, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("at least one revision must be asked for: " + limit);
        }
        return Calls.run("history", path, () -> {
            RawPath asked = parse(path);
            Optional<ObjectId> tip = root.committer().tip().commit();
            List<Revision> found = tip.isEmpty()
                    ? List.of()
                    : new History(root.repository(), asked, limit).from(tip.get());
            if (found.isEmpty() && !asked.isRoot() && !root.workFiles().exists(asked)
                    && !root.workFiles().isDirectory(asked)) {
                throw new NotFoundException(asked.display());
            }
            return found;
        });
    }

    private static RawPath parse(String path) {
        return RawPath.of(StorePath.parse(path));
    }

    /** What a version has at a path. */
    private TreeEntry entry(RawPath path, String version) throws IOException {
        Optional<ObjectId> tree = root.branch().tree(Optional.of(versions.find(version)));
        try (ObjectReader reader = root.repository().newObjectReader()) {
            return Trees.entry(reader, tree, path).orElseThrow(() -> new NotFoundException(path.display()));
        }
    }

    @Override
    public InputStream openAt(String path, String version) {
        return Calls.run("openAt", path, () -> open(path, version));
    }

    @Override
    public byte[] readAt(String path, String version) {
        return Calls.run("readAt", path, () -> {
            try (InputStream content = open(path, version)) {
                return content.readAllBytes();
            }
        });
    }

    private InputStream open(String path, String version) throws IOException {
        RawPath asked = parse(path);
        TreeEntry entry = entry(asked, version);
        if (entry.isTree()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, asked.display());
        }
        if (!entry.isFile()) {
            throw new InvalidOperationException(Reason.NOT_A_FILE, asked.display(),
                    entry.type() == FileType.SYMLINK ? "was a symbolic link then" : "was a submodule then");
        }
        return Blobs.open(root.repository(), entry.id());
    }

    @Override
    public List<PathChange> diff(String from, String to) {
        return Calls.run("diff", "",
                () -> new TreeDiff(root.repository(), RawPath.ROOT).list(treeOf(from), treeOf(to)));
    }

    @Override
    public String diffText(String path, String from, String to) {
        return Calls.run("diffText", path,
                () -> new TreeDiff(root.repository(), parse(path)).text(treeOf(from), treeOf(to)));
    }

    /** @param version empty for what is here now */
    private Optional<ObjectId> treeOf(String version) throws IOException {
        return version.isEmpty() ? changes.treeOfNow() : root.branch().tree(Optional.of(versions.find(version)));
    }

    @Override
    public FileInfo restore(String path, String version) {
        return Calls.run("restore", path, () -> {
            StorePath asked = StorePath.parse(path);
            return syncing.outsideSession(() -> restoring.restore(asked, entry(RawPath.of(asked), version)));
        });
    }

    @Override
    public Snapshot snapshot(String name, String message) {
        return Calls.run("snapshot", "", () -> {
            Snapshot made = syncing.locked(() -> {
                if (!root.merge().stands()) {
                    changes.commitAll(Messages.SYNC);
                }
                ObjectId tip = root.committer().tip().commit().orElseThrow(() -> new InvalidOperationException(
                        Reason.UNSUPPORTED, "", "there is nothing to make a snapshot of yet"));
                return snapshots.make(name, tip, Messages.tidy(message));
            });
            if (root.config().autoPush()) {
                syncing.push(false);
            }
            return made;
        });
    }

    @Override
    public List<Snapshot> snapshots() {
        return Calls.run("snapshots", "", snapshots::list);
    }
}
