package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.ConflictException;
import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.git.Committer.Tip;
import io.foundry9.filebackend.git.Syncing.Pulled;
import io.foundry9.filebackend.git.Trees.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Brings commits from elsewhere into branch and work tree. The work tree comes first: a crash in between leaves files that
 * look like changes of one's own, and are the same as those of the commit. Callers have the lock on the tree; safe for use by
 * many threads.
 */
final class Integration {

    private static final int MOST_MERGES = 20;

    private final GitRoot root;
    private final LocalChanges changes;

    Integration(GitRoot root, LocalChanges changes) {
        this.root = root;
        this.changes = changes;
    }

    /** Commits what was written here and is in no commit yet. */
    void commitPending() throws IOException {
        changes.commitPending(Messages.SYNC);
    }

    /** Commits all that has changed, whoever has changed it. */
    void commitAll() throws IOException {
        changes.commitAll(Messages.SYNC);
    }

    /**
     * Merges a commit that is in the repository into branch and work tree. The caller has the lock on the tree.
     *
     * @throws ConflictException there are conflicts, which are kept until they are resolved
     */
    Pulled integrate(ObjectId remote) throws IOException {
        Optional<ObjectId> before = root.committer().tip().commit();
        commitPending();
        for (int tries = 0; tries < MOST_MERGES; tries++) {
            Tip tip = root.committer().tip();
            if (tip.commit().isPresent() && root.branch().isMerged(remote, tip.commit().get())) {
                return new Pulled(0, List.of());
            }
            Optional<List<PathChange>> done = attempt(tip, remote);
            if (done.isPresent()) {
                root.catchUp().run();
                int count = root.branch().count(Optional.of(remote), before);
                return new Pulled(count, done.get());
            }
        }
        throw new BackendUnavailableException("", "the work tree is changed by others all the time while it is merged");
    }

    /** One attempt at a merge; absent if somebody has changed something meanwhile. */
    private Optional<List<PathChange>> attempt(Tip tip, ObjectId remote) throws IOException {
        if (tip.commit().isEmpty() || root.branch().isMerged(tip.commit().get(), remote)) {
            return moveTo(tip, remote);
        }
        ObjectId local = tip.commit().get();
        try (ObjectInserter inserter = root.repository().newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> here = root.branch().tree(tip.commit());
            Optional<ObjectId> there = root.branch().tree(Optional.of(remote));
            Optional<ObjectId> base = new Bases(root.repository(), inserter, reader).of(local, remote);
            if (commitDisturbed(reader, base, there)) {
                return Optional.empty();
            }
            TreeMerge.Result merged = new TreeMerge(reader, inserter).merge(base, here, there);
            inserter.flush();
            if (!merged.clashes().isEmpty()) {
                root.merge().begin(local, remote);
                throw Syncing.conflicts(root.merge().view().orElseThrow());
            }
            ObjectId commit = root.committer().merge(inserter, reader, here, merged.edits(), List.of(local, remote),
                    Messages.merge(root.branch().name()));
            return moveTo(tip, commit);
        }
    }

    /** Files that the merge will touch, and that a person has changed: they are committed first, so that they are merged. */
    private boolean commitDisturbed(ObjectReader reader, Optional<ObjectId> base, Optional<ObjectId> there)
            throws IOException {
        List<RawPath> touched = Trees.differences(reader, base, there).stream().map(Difference::path)
                .filter(path -> path.storePath().isPresent()).toList();
        Optional<ObjectId> here = root.branch().tree(root.committer().tip().commit());
        List<RawPath> disturbed = new ArrayList<>();
        for (RawPath path : touched) {
            Optional<TreeEntry> committed = Trees.entry(reader, here, path);
            if (committed.filter(entry -> entry.isTree() || entry.isSubmodule()).isEmpty()) {
                Optional<TreeEntry> found = root.workFiles().look(path, WorkFiles.Blobs.computed(), committed)
                        .map(WorkFiles.Found::entry);
                if (!found.equals(committed)) {
                    disturbed.add(path);
                }
            }
        }
        return !disturbed.isEmpty() && changes.commitFiles(disturbed, edits -> Messages.SYNC).isPresent();
    }

    /** What makes a commit the tip. */
    private interface Move {
        boolean to(Tip tip, ObjectId commit) throws IOException;
    }

    /** Makes a commit the tip that comes after it, the work tree first; absent if somebody has changed something meanwhile. */
    Optional<List<PathChange>> moveTo(Tip tip, ObjectId commit) throws IOException {
        return moveTo(tip, commit, root.committer()::advance);
    }

    /** Makes any commit the tip; false if somebody has changed something meanwhile. */
    boolean resetTo(Tip tip, ObjectId commit) throws IOException {
        return moveTo(tip, commit, root.catchUp()::reset).isPresent();
    }

    private Optional<List<PathChange>> moveTo(Tip tip, ObjectId commit, Move move) throws IOException {
        try (ObjectReader reader = root.repository().newObjectReader()) {
            List<Difference> differences =
                    Trees.differences(reader, root.branch().tree(tip.commit()),
                            root.branch().tree(Optional.of(commit)));
            Checkout checkout = checkout(reader, tip.commit(), commit);
            List<RawPath> disturbed = checkout.disturbed(differences);
            if (!disturbed.isEmpty()) {
                return commitOrRefuse(disturbed);
            }
            try {
                checkout.apply(differences);
            } catch (Checkout.Disturbed e) {
                return Optional.empty();
            }
            if (!move.to(tip, commit)) {
                return Optional.empty();
            }
            root.follower().nudge();
            return Optional.of(PathChanges.of(differences));
        }
    }

    private Optional<List<PathChange>> commitOrRefuse(List<RawPath> disturbed) throws IOException {
        if (changes.commitFiles(disturbed, edits -> Messages.SYNC).isEmpty()) {
            RawPath first = disturbed.get(0);
            throw new ConflictException(first.display(), List.of(first.id()), "something that is no file of git's is in"
                    + " the way of what comes from the remote; move it away");
        }
        return Optional.empty();
    }

    private Checkout checkout(ObjectReader reader, Optional<ObjectId> from, ObjectId to) throws IOException {
        return new Checkout(root.files(), root.workFiles(), root.known(), reader,
                new CommitTimes(root.repository(), from, to), root.durable().isForPower());
    }
}
