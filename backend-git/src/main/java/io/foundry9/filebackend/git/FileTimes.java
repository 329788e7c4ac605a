package io.foundry9.filebackend.git;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * When files were made and last changed, by one walk of history, which is extended as commits arrive. Where a shallow clone
 * cuts the history off, it is not known when a file was made. Safe for use by many threads.
 */
final class FileTimes {

    private final Repository repository;
    private final Map<RawPath, Times> byPath = new HashMap<>();
    private Optional<ObjectId> reached;

    /** @param isGone whether the last that happened to the file was its deletion */
    private record Times(Optional<Instant> created, Instant modified, boolean isGone) {}

    /** @param from where the walk ends; what happened before is not looked at */
    FileTimes(Repository repository, Optional<ObjectId> from) {
        this.repository = repository;
        this.reached = from;
    }

    /** Walks up to a commit, from where it has been before. */
    synchronized FileTimes upTo(ObjectId commit) throws IOException {
        if (reached.equals(Optional.of(commit))) {
            return this;
        }
        try (ObjectReader reader = repository.newObjectReader(); RevWalk walk = new RevWalk(reader)) {
            Set<ObjectId> shallow = new HashSet<>(repository.getObjectDatabase().getShallowCommits());
            walk.markStart(walk.parseCommit(commit));
            if (reached.isPresent()) {
                walk.markUninteresting(walk.parseCommit(reached.get()));
            }
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            for (RevCommit next : walk) {
                take(next, reader, walk, shallow.contains(next));
            }
        }
        reached = Optional.of(commit);
        return this;
    }

    private void take(RevCommit commit, ObjectReader reader, RevWalk commits, boolean isCutOff) throws IOException {
        Instant time = Instant.ofEpochSecond(commit.getCommitTime());
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            for (RevCommit parent : commit.getParents()) {
                commits.parseHeaders(parent);
                walk.addTree(parent.getTree());
            }
            if (commit.getParentCount() == 0) {
                walk.addTree(new EmptyTreeIterator());
            }
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                if (differsFromAll(walk)) {
                    take(walk, time, isCutOff);
                }
            }
        }
    }

    /** A merge that takes one side's file has not changed it. */
    private static boolean differsFromAll(TreeWalk walk) {
        for (int parent = 1; parent < walk.getTreeCount(); parent++) {
            if (walk.getRawMode(0) == walk.getRawMode(parent) && walk.idEqual(0, parent)) {
                return false;
            }
        }
        return true;
    }

    private void take(TreeWalk walk, Instant time, boolean isCutOff) {
        RawPath path = RawPath.of(walk.getRawPath());
        Times before = byPath.get(path);
        if (isMissing(walk, 0)) {
            byPath.put(path, new Times(before == null ? Optional.empty() : before.created(), time, true));
            return;
        }
        boolean isNew = true;
        for (int parent = 1; parent < walk.getTreeCount(); parent++) {
            isNew &= isMissing(walk, parent);
        }
        if (isNew && (before == null || before.isGone())) {
            byPath.put(path, new Times(isCutOff ? Optional.empty() : Optional.of(time), time, false));
        } else {
            byPath.put(path, new Times(before == null ? Optional.empty() : before.created(), time, false));
        }
    }

    private static boolean isMissing(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return FileMode.MISSING.equals(mode) || FileMode.TREE.equals(mode);
    }

    /** When a file that is there was made; absent if that lies before the walk. */
    synchronized Optional<Instant> created(RawPath path) {
        Times times = byPath.get(path);
        return times == null ? Optional.empty() : times.created();
    }

    /** When a file was last changed; absent if that lies before the walk. */
    synchronized Optional<Instant> modified(RawPath path) {
        Times times = byPath.get(path);
        return times == null ? Optional.empty() : Optional.of(times.modified());
    }
}
