package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;

/**
 * Lets what git shows, the branch and the index, follow what was committed. The index is written first: killed in between,
 * git shows our changes as staged, and never as reverted; and a ref says which commit the index has, so that the next one
 * knows what it was that made it so. What a person has staged stays as it is. Safe for use by many
 * threads and processes.
 */
final class CatchUp {

    private static final int MOST_TRIES = 20;

    private final Repository repository;
    private final Branch branch;
    private final Committer committer;
    private final KnownFiles known;
    private final Durable durable;

    CatchUp(Repository repository, Branch branch, Committer committer, KnownFiles known, Durable durable) {
        this.repository = repository;
        this.branch = branch;
        this.committer = committer;
        this.known = known;
        this.durable = durable;
    }

    /** How it went. */
    enum Outcome {
        DONE,
        /** Another program has git's index, or is in the midst of a merge or the like: once more, later. */
        LATER
    }

    /** Once, without waiting for anybody. */
    synchronized Outcome run() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (branch.ahead().isEmpty()) {
                return Outcome.DONE;
            }
            if (repository.getRepositoryState() != RepositoryState.SAFE || !branch.isCheckedOut()) {
                return Outcome.LATER;
            }
            Committer.Tip tip = committer.tip();
            if (!tip.commit().equals(tip.head()) && !follow(tip)) {
                return Outcome.LATER;
            }
            if (branch.head().equals(tip.commit()) && tip.ahead().isPresent()) {
                branch.clearAhead(tip.ahead().get());
            }
        }
        return Outcome.LATER;
    }

    /**
     * Moves branch and index to a commit that does not come after what is there, and drops what is ahead.
     *
     * @return false if another program has the index, or has moved the branch
     */
    synchronized boolean reset(Committer.Tip tip, ObjectId commit) throws IOException {
        if (!follow(tip.head(), commit, "reset: to the remote's history")
                || !branch.head().equals(Optional.of(commit))) {
            return false;
        }
        if (tip.ahead().isPresent()) {
            branch.clearAhead(tip.ahead().get());
        }
        return true;
    }

    private boolean follow(Committer.Tip tip) throws IOException {
        return follow(tip.head(), tip.commit().orElseThrow(), "commit: by the file backend");
    }

    private boolean follow(Optional<ObjectId> head, ObjectId commit, String reason) throws IOException {
        try (IndexLock lock = IndexLock.take(repository); ObjectReader reader = repository.newObjectReader()) {
            Optional<ObjectId> tree = branch.tree(Optional.of(commit));
            update(lock.index(), Trees.differences(reader, branch.tree(head), tree));
            Optional<ObjectId> left = branch.indexed();
            if (left.isPresent()) {
                update(lock.index(), Trees.differences(reader, branch.tree(left), tree));
            }
            branch.setIndexed(Optional.of(commit));
            lock.commit();
        } catch (LockFailedException e) {
            return false;
        }
        boolean moved = branch.moveHead(head, commit, reason);
        if (moved) {
            branch.setIndexed(Optional.empty());
        }
        durable.refs();
        return moved || !branch.head().equals(head);
    }

    private void update(DirCache index, List<Trees.Difference> differences) {
        DirCacheEditor editor = index.editor();
        for (Trees.Difference difference : differences) {
            RawPath path = difference.path();
            DirCacheEntry there = entry(index, path);
            if (!isAsCommitted(there, difference.before()) || isAsCommitted(there, difference.after())) {
                continue; // a person has staged something else, or an earlier attempt has come so far
            }
            if (difference.after().isPresent()) {
                editor.add(new Replacement(entry(path, difference.after().get())));
            } else {
                editor.add(new DirCacheEditor.DeletePath(there));
            }
        }
        editor.finish();
    }

    private static DirCacheEntry entry(DirCache index, RawPath path) {
        int position = index.findEntry(path.bytes(), path.bytes().length);
        return position < 0 ? null : index.getEntry(position);
    }

    private static boolean isAsCommitted(DirCacheEntry there, Optional<TreeEntry> committed) {
        if (there == null) {
            return committed.isEmpty();
        }
        return committed.isPresent() && there.getStage() == DirCacheEntry.STAGE_0
                && there.getObjectId().equals(committed.get().id())
                && there.getFileMode().equals(committed.get().mode());
    }

    /** What the index is to say of a file: unless it is known how it looks, so that it is read once to be sure. */
    DirCacheEntry entry(RawPath path, TreeEntry entry) {
        DirCacheEntry made = new DirCacheEntry(path.bytes());
        made.setFileMode(entry.mode());
        made.setObjectId(entry.id());
        Optional<WorkFiles.Found> found = known.of(path, entry);
        made.setLastModified(found.map(WorkFiles.Found::modified).orElse(KnownFiles.UNKNOWN));
        made.setLength(found.map(WorkFiles.Found::size).orElse(0L));
        made.setAssumeValid(path.storePath().isEmpty() && found.isEmpty());
        return made;
    }

    /** Puts an entry in place of what was there. */
    static final class Replacement extends DirCacheEditor.PathEdit {
        private final DirCacheEntry entry;

        Replacement(DirCacheEntry entry) {
            super(entry);
            this.entry = entry;
        }

        @Override
        public void apply(DirCacheEntry target) {
            target.setFileMode(entry.getFileMode());
            target.setObjectId(entry.getObjectId());
            target.setLastModified(entry.getLastModifiedInstant());
            target.setLength(entry.getLength());
            target.setAssumeValid(entry.isAssumeValid());
        }
    }
}
