package io.foundry9.filebackend.git;

import io.foundry9.filebackend.BackendUnavailableException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.RefUpdate.Result;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Where the branch is, here and at the remote. A commit of ours lands on {@code refs/f9/BRANCH} at once, while the branch
 * that git shows follows later, together with git's index; the first is there only as long as it is ahead of the second.
 * Refs are moved by compare-and-set alone, so other processes may move them too. Safe for use by many threads.
 */
final class Branch {

    private static final Set<Result> DONE = Set.of(Result.NEW, Result.FAST_FORWARD, Result.FORCED, Result.NO_CHANGE);

    private static final int MOST_TRIES = 5;

    private static final ObjectId EMPTY = new TreeFormatter().computeId(new ObjectInserter.Formatter());

    private final Repository repository;
    private final String name;
    private final OwnRefs ours;
    private final LeftLocks locks;

    Branch(Repository repository, String name) {
        this.repository = repository;
        this.name = name;
        this.ours = new OwnRefs(repository.getDirectory().toPath());
        this.locks = new LeftLocks(repository.getDirectory().toPath());
    }

    String name() {
        return name;
    }

    /** Git's name for the branch. */
    String headRef() {
        return Constants.R_HEADS + name;
    }

    private String aheadRef() {
        return OwnRefs.PREFIX + "/" + name;
    }

    private String trackingRef() {
        return Constants.R_REMOTES + Remote.NAME + "/" + name;
    }

    /** The branch as git shows it. */
    Optional<ObjectId> head() throws IOException {
        return read(headRef());
    }

    /** The commits of ours that the branch has not followed yet. */
    Optional<ObjectId> ahead() throws IOException {
        return read(aheadRef());
    }

    /** The branch at the remote, as last seen. */
    Optional<ObjectId> tracked() throws IOException {
        return read(trackingRef());
    }

    Optional<ObjectId> read(String ref) throws IOException {
        return ours.isSurelyAbsent(ref)
                ? Optional.empty()
                : Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId);
    }

    /**
     * Fails where a person has checked out something else: commits would land on a branch that is not the work tree's.
     */
    void requireCheckedOut() throws IOException {
        String now = checkedOut();
        if (!now.equals(headRef())) {
            throw new BackendUnavailableException("",
                    "the work tree is on " + now.replaceFirst("^refs/heads/", "branch ")
                            + ", not on branch " + name
                            + ": finish what is under way there, or go back with git switch " + name,
                    false);
        }
    }

    boolean isCheckedOut() throws IOException {
        return checkedOut().equals(headRef());
    }

    private String checkedOut() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        return head == null ? "nothing" : head.isSymbolic() ? head.getTarget().getName() : "a detached HEAD";
    }

    /** Moves {@link #ahead}; false if somebody was faster. */
    boolean moveAhead(Optional<ObjectId> expected, ObjectId commit) throws IOException {
        return move(aheadRef(), expected, commit, null);
    }

    /** Moves what git shows; false if somebody was faster. */
    boolean moveHead(Optional<ObjectId> expected, ObjectId commit, String reason) throws IOException {
        return move(headRef(), expected, commit, reason);
    }

    void moveTracked(ObjectId commit) throws IOException {
        move(trackingRef(), tracked(), commit, "f9: the remote's history was accepted");
    }

    /** Forgets where the branch was at the remote. */
    void forgetTracked() throws IOException {
        delete(trackingRef(), tracked());
    }

    private String indexRef() {
        return OwnRefs.PREFIX + "-index/" + name;
    }

    /** What git's index was to follow when that was interrupted. */
    Optional<ObjectId> indexed() throws IOException {
        return read(indexRef());
    }

    /** Notes what git's index is going to follow, or with nothing that the branch has followed too. */
    void setIndexed(Optional<ObjectId> commit) throws IOException {
        set(indexRef(), commit);
    }

    private void set(String ref, Optional<ObjectId> value) throws IOException {
        Optional<ObjectId> before = read(ref);
        if (value.isPresent()) {
            move(ref, before, value.get(), null);
        } else {
            delete(ref, before);
        }
    }

    private String disputedRef() {
        return OwnRefs.PREFIX + "-disputed/" + name;
    }

    /**
     * Where the branch was when it was found that the remote's history no longer holds what was seen of it: where it is
     * there now, or, if it is gone there, where it had been.
     */
    Optional<ObjectId> disputed() throws IOException {
        return read(disputedRef());
    }

    /** Notes such a finding, or with nothing that it is over. */
    void setDisputed(Optional<ObjectId> found) throws IOException {
        set(disputedRef(), found);
    }

    /** Takes {@link #ahead} away, which the branch has reached; it stays if somebody has moved it. */
    void clearAhead(ObjectId expected) throws IOException {
        delete(aheadRef(), Optional.of(expected));
    }

    boolean move(String ref, Optional<ObjectId> expected, ObjectId commit, String reason) throws IOException {
        return isDone(unlocked(ref, () -> {
            RefUpdate update = repository.updateRef(ref);
            update.setExpectedOldObjectId(expected.orElse(ObjectId.zeroId()));
            update.setNewObjectId(commit);
            if (reason == null) {
                update.disableRefLog();
            } else {
                update.setRefLogMessage(reason, false);
            }
            return update.forceUpdate();
        }), ref);
    }

    void delete(String ref, Optional<ObjectId> expected) throws IOException {
        if (expected.isPresent()) {
            isDone(unlocked(ref, () -> {
                RefUpdate update = repository.updateRef(ref);
                update.setExpectedOldObjectId(expected.get());
                update.setForceUpdate(true);
                update.disableRefLog();
                return update.delete();
            }), ref);
        }
    }

    /** One change of a ref. */
    private interface Update {
        Result run() throws IOException;
    }

    /** Tries again where a lock was in the way, which a dead process may have left. */
    private Result unlocked(String ref, Update update) throws IOException {
        for (int tries = 1; tries < MOST_TRIES; tries++) {
            try {
                Result result = update.run();
                if (result != Result.LOCK_FAILURE || !locks.isLocked(ref)) {
                    return result;
                }
            } catch (LockFailedException e) {
                if (!locks.isLocked(ref)) {
                    continue;
                }
            }
            locks.awaitRef(ref);
        }
        return update.run();
    }

    /** Waits for others who may be changing what is known of the remote, or have died while they did. */
    void awaitTracked() throws IOException {
        locks.awaitRef(trackingRef());
    }

    /** The same for those who are receiving something. */
    void awaitPacks() throws IOException {
        locks.awaitPacks();
    }

    private static boolean isDone(Result result, String ref) throws IOException {
        if (DONE.contains(result)) {
            return true;
        }
        if (result == Result.LOCK_FAILURE || result == Result.REJECTED) {
            return false;
        }
        throw new IOException("git cannot move " + ref + ": " + result);
    }

    /** Whether the first commit is the second, or comes before it. */
    boolean isMerged(ObjectId earlier, ObjectId later) throws IOException {
        if (earlier.equals(later)) {
            return true;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(earlier), walk.parseCommit(later));
        }
    }

    /** How many commits are in the history of the first and not in that of the second. */
    int count(Optional<ObjectId> in, Optional<ObjectId> notIn) throws IOException {
        if (in.isEmpty() || in.equals(notIn)) {
            return 0;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(in.get()));
            if (notIn.isPresent()) {
                walk.markUninteresting(walk.parseCommit(notIn.get()));
            }
            int count = 0;
            for (RevCommit commit : walk) {
                count++;
            }
            return count;
        }
    }

    /** The tree of a commit; absent if it is empty. */
    Optional<ObjectId> tree(Optional<ObjectId> commit) throws IOException {
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(walk.parseCommit(commit.get()).getTree().copy()).filter(tree -> !tree.equals(EMPTY));
        }
    }
}
