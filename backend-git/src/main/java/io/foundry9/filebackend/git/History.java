package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import io.foundry9.filebackend.ext.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * What has happened to a path, the latest first. Where a file turns out to have been moved there, the walk goes on with
 * where it came from. For one use by one thread.
 */
final class History {

    private final Repository repository;
    private final RawPath asked;
    private final int limit;
    private final List<Revision> found = new ArrayList<>();

    History(Repository repository, RawPath asked, int limit) {
        this.repository = repository;
        this.asked = asked;
        this.limit = limit;
    }

    List<Revision> from(ObjectId tip) throws IOException {
        List<ObjectId> starts = List.of(tip);
        RawPath path = asked;
        while (!starts.isEmpty() && found.size() < limit) {
            Optional<Moved> moved = walk(starts, path);
            starts = moved.map(Moved::parents).orElse(List.of());
            path = moved.map(Moved::from).orElse(path);
        }
        return List.copyOf(found);
    }

    /** Where a file came from, and before which commits. */
    private record Moved(RawPath from, List<ObjectId> parents) {}

    private Optional<Moved> walk(List<ObjectId> starts, RawPath path) throws IOException {
        try (ObjectReader reader = repository.newObjectReader(); RevWalk walk = new RevWalk(reader)) {
            for (ObjectId start : starts) {
                walk.markStart(walk.parseCommit(start));
            }
            if (!path.isRoot()) {
                walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path.text()), TreeFilter.ANY_DIFF));
            }
            for (RevCommit commit = walk.next(); commit != null && found.size() < limit; commit = walk.next()) {
                Optional<Moved> moved = take(walk, commit, path);
                if (moved.isPresent()) {
                    return moved;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<Moved> take(RevWalk walk, RevCommit walked, RawPath path) throws IOException {
        RevCommit commit = original(walked);
        List<PathChange> changes = changes(commit, path);
        Optional<PathChange> moved = Optional.empty();
        if (changes.size() == 1 && changes.get(0).kind() == Kind.ADDED
                && changes.get(0).path().equals(path.display()) && commit.getParentCount() > 0) {
            moved = move(commit, path);
        }
        found.add(revision(commit, moved.map(List::of).orElse(changes)));
        return moved.map(change -> new Moved(RawPath.of(change.from().orElseThrow()
                .getBytes(StandardCharsets.UTF_8)), List.of((ObjectId[]) commit.getParents())));
    }

    /** The commit with its real parents, which the walk replaces by those that matter to it. */
    private RevCommit original(RevCommit walked) throws IOException {
        try (RevWalk plain = new RevWalk(repository)) {
            return plain.parseCommit(walked.copy());
        }
    }

    /** What a commit has changed; a merge only what is as in none of its parents. */
    private List<PathChange> changes(RevCommit commit, RawPath path) throws IOException {
        TreeDiff diff = new TreeDiff(repository, path);
        Optional<ObjectId> tree = Optional.of(commit.getTree());
        if (commit.getParentCount() == 0) {
            return diff.plain(Optional.empty(), tree);
        }
        List<PathChange> common = null;
        for (RevCommit parent : commit.getParents()) {
            List<PathChange> changed = diff.plain(treeOf(parent), tree);
            if (common == null) {
                common = new ArrayList<>(changed);
            } else {
                common.removeIf(change -> changed.stream().noneMatch(other -> other.path().equals(change.path())));
            }
        }
        return common;
    }

    private Optional<ObjectId> treeOf(RevCommit parent) throws IOException {
        try (RevWalk plain = new RevWalk(repository)) {
            return Optional.of(plain.parseCommit(parent.copy()).getTree().copy());
        }
    }

    private Optional<PathChange> move(RevCommit commit, RawPath path) throws IOException {
        Optional<ObjectId> before = treeOf(commit.getParent(0));
        return new TreeDiff(repository, RawPath.ROOT).list(before, Optional.of(commit.getTree())).stream()
                .filter(change -> change.kind() == Kind.RENAMED && change.path().equals(path.display()))
                .findFirst();
    }

    private static Revision revision(RevCommit commit, List<PathChange> changes) {
        PersonIdent author = commit.getAuthorIdent();
        return new Revision(commit.name(), Instant.ofEpochSecond(commit.getCommitTime()),
                author.getName() + " <" + author.getEmailAddress() + ">", commit.getFullMessage().strip(), changes);
    }
}
