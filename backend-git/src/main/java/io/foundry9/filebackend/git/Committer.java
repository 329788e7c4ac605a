package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * Makes commits: objects first, then one move of a ref by compare-and-set, tried again on what another process has
 * committed meanwhile. Safe for use by many threads.
 */
final class Committer {

    private static final int MOST_TRIES = 100;

    private final Repository repository;
    private final Branch branch;
    private final Identity identity;
    private final Durable durable;

    /** What a commit rests on: both refs, when it was begun. */
    record Tip(Optional<ObjectId> head, Optional<ObjectId> ahead, Optional<ObjectId> commit) {}

    Committer(Repository repository, Branch branch, Identity identity, Durable durable) {
        this.repository = repository;
        this.branch = branch;
        this.identity = identity;
        this.durable = durable;
    }

    /** The last commit, whoever has made it; histories that have parted (a person has committed a moment after us) are joined first. */
    Tip tip() throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<ObjectId> ahead = branch.ahead();
            Optional<ObjectId> head = branch.head();
            if (ahead.isEmpty() || ahead.equals(head)) {
                return new Tip(head, ahead, head);
            }
            if (head.isEmpty() || isMerged(head.get(), ahead.get())) {
                return new Tip(head, ahead, ahead);
            }
            if (isMerged(ahead.get(), head.get())) {
                return new Tip(head, ahead, head);
            }
            join(ahead.get(), head.get());
        }
        throw busy();
    }

    /** The pair of refs that was last found to be in order; the same pair comes again with each commit. */
    private volatile List<ObjectId> inOrder = List.of();

    private boolean isMerged(ObjectId earlier, ObjectId later) throws IOException {
        List<ObjectId> pair = List.of(earlier, later);
        if (inOrder.equals(pair)) {
            return true;
        }
        boolean merged = branch.isMerged(earlier, later);
        if (merged) {
            inOrder = pair;
        }
        return merged;
    }

    private static IOException busy() {
        return new IOException("other processes commit so often that this one finds no gap");
    }

    /**
     * Joins our commits with those that a person has made beside them in the same work tree. Where both have changed a
     * file, ours stays for now: what the work tree has is committed next, and both are in the history.
     */
    private void join(ObjectId ours, ObjectId theirs) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter(); ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> tree = branch.tree(Optional.of(ours));
            Optional<ObjectId> base = new Bases(repository, inserter, reader).of(ours, theirs);
            TreeMerge.Result merged = new TreeMerge(reader, inserter).merge(base, tree,
                    branch.tree(Optional.of(theirs)));
            ObjectId joined = merge(inserter, reader, tree, merged.edits(), List.of(ours, theirs),
                    "Join commits made side by side");
            branch.moveAhead(Optional.of(ours), joined);
        }
    }

    /**
     * Commits on top of what is there.
     *
     * @return the commit; absent if the edits change nothing
     */
    Optional<ObjectId> commit(Edits edits, String message, ObjectInserter inserter) throws IOException {
        try (ObjectReader reader = inserter.newReader()) {
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Tip tip = tip();
                Optional<ObjectId> tree = branch.tree(tip.commit());
                Optional<ObjectId> edited = new TreeWriter(reader, inserter).write(tree, edits);
                if (edited.equals(tree)) {
                    return Optional.empty();
                }
                ObjectId commit = commit(inserter, edited, tip.commit().stream().toList(), message);
                inserter.flush();
                durable.objects();
                if (advance(tip, commit)) {
                    return Optional.of(commit);
                }
            }
        }
        throw busy();
    }

    /** Makes the commit of a merge, without moving anything. */
    ObjectId merge(ObjectInserter inserter, ObjectReader reader, Optional<ObjectId> tree, Edits edits,
            List<ObjectId> parents, String message) throws IOException {
        ObjectId commit = commit(inserter, new TreeWriter(reader, inserter).write(tree, edits), parents, message);
        inserter.flush();
        durable.objects();
        return commit;
    }

    /** Writes the object of a commit, as ours are. */
    ObjectId commit(ObjectInserter inserter, Optional<ObjectId> tree, List<ObjectId> parents, String message)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree.isPresent() ? tree.get() : new TreeFormatter().insertTo(inserter));
        commit.setParentIds(new ArrayList<>(parents));
        commit.setAuthor(identity.now());
        commit.setCommitter(commit.getAuthor());
        commit.setMessage(message);
        return inserter.insert(commit);
    }

    /**
     * Moves our ref on from a tip, also if the branch has followed it meanwhile; false if the last commit is another now.
     */
    boolean advance(Tip from, ObjectId commit) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Tip now = tip();
            if (!now.commit().equals(from.commit())) {
                return false;
            }
            if (branch.moveAhead(now.ahead(), commit)) {
                now.head().ifPresent(head -> inOrder = List.of(head, commit));
                durable.refs();
                return true;
            }
        }
        return false;
    }
}
