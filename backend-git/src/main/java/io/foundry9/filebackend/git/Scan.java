package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.WorkingTreeIterator.MetadataDiff;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.util.FS;

/**
 * Finds what differs between the work tree and a commit, whoever has changed it: one look at each file, which is read only
 * if the index does not know its looks. What {@code .gitignore} names and is in no commit does not count. For one use by
 * one thread.
 */
final class Scan {

    private static final int TREE = 0;
    private static final int INDEX = 1;
    private static final int WORK = 2;

    private final Repository repository;
    private final WorkFiles files;
    private final KnownFiles known;
    private final List<RawPath> changed = new ArrayList<>();

    Scan(Repository repository, WorkFiles files, KnownFiles known) {
        this.repository = repository;
        this.files = files;
        this.known = known;
    }

    /**
     * The paths, all or those below a directory, whose files are not as in the tree; sorted as git does.
     *
     * @param below the root for all
     */
    List<RawPath> changes(Optional<ObjectId> tree, RawPath below) throws IOException {
        DirCache index = repository.readDirCache();
        try (ObjectReader reader = repository.newObjectReader(); TreeWalk walk = new TreeWalk(repository, reader)) {
            Trees.add(walk, tree);
            walk.addTree(new DirCacheIterator(index));
            FileTreeIterator work = new FileTreeIterator(repository.getWorkTree(), FS.DETECTED,
                    repository.getConfig().get(WorkingTreeOptions.KEY));
            work.setDirCacheIterator(walk, INDEX);
            walk.addTree(work);
            if (!below.isRoot()) {
                walk.setFilter(PathFilter.create(below.text()));
            }
            while (walk.next()) {
                look(walk);
            }
        }
        return changed;
    }

    private void look(TreeWalk walk) throws IOException {
        FileMode committed = walk.getFileMode(TREE);
        FileMode here = walk.getFileMode(WORK);
        if (FileMode.TREE.equals(here) || FileMode.TREE.equals(committed)) {
            lookAtDirectory(walk, committed, here);
            return;
        }
        RawPath path = RawPath.of(walk.getRawPath());
        if (isOurs(path)) {
            return;
        }
        boolean isCommitted = !FileMode.MISSING.equals(committed);
        boolean isThere = !FileMode.MISSING.equals(here);
        if (FileMode.GITLINK.equals(committed)) {
            return;
        }
        if (FileMode.GITLINK.equals(here)) { // a repository of its own, whose files git would not take either
            if (isCommitted) {
                changed.add(path);
            }
        } else if (isCommitted && isThere) {
            if (isChanged(walk, path)) {
                changed.add(path);
            }
        } else if (isCommitted && !isOutside(walk)) {
            changed.add(path);
        } else if (isThere && (isInIndex(walk) || !work(walk).isEntryIgnored())) {
            changed.add(path);
        }
    }

    private void lookAtDirectory(TreeWalk walk, FileMode committed, FileMode here) throws IOException {
        boolean isCommitted = FileMode.TREE.equals(committed);
        RawPath path = RawPath.of(walk.getRawPath());
        if (isOurs(path)) {
            return;
        }
        if (!isCommitted && !FileMode.MISSING.equals(committed) && !FileMode.GITLINK.equals(committed)) {
            changed.add(path); // a directory has taken the place of a file
        }
        if (FileMode.GITLINK.equals(committed)) {
            return;
        }
        if (isCommitted && !FileMode.TREE.equals(here) && !FileMode.MISSING.equals(here)) {
            changed.add(path); // and here the other way round
        }
        boolean isIgnored = !isCommitted && !isInIndex(walk) && FileMode.TREE.equals(here)
                && work(walk).isEntryIgnored();
        if (!isIgnored) {
            walk.enterSubtree();
        }
    }

    private static boolean isOurs(RawPath path) {
        String text = path.text();
        return RawPath.RESERVED.contains(text.substring(text.lastIndexOf('/') + 1));
    }

    private static WorkingTreeIterator work(TreeWalk walk) {
        return walk.getTree(WORK, WorkingTreeIterator.class);
    }

    private static boolean isInIndex(TreeWalk walk) {
        return !FileMode.MISSING.equals(walk.getFileMode(INDEX));
    }

    /** What cannot be written here as a path is not put into the work tree, and is not missed there. */
    private static boolean isOutside(TreeWalk walk) {
        DirCacheIterator index = walk.getTree(INDEX, DirCacheIterator.class);
        DirCacheEntry entry = index == null ? null : index.getDirCacheEntry();
        return entry != null && (entry.isSkipWorkTree() || entry.isAssumeValid());
    }

    private boolean isChanged(TreeWalk walk, RawPath path) throws IOException {
        TreeEntry committed = Trees.entry(walk, TREE).orElseThrow();
        DirCacheIterator index = walk.getTree(INDEX, DirCacheIterator.class);
        DirCacheEntry entry = index == null ? null : index.getDirCacheEntry();
        if (entry != null && entry.getObjectId().equals(committed.id())
                && entry.getFileMode().equals(committed.mode())
                && work(walk).compareMetadata(entry) == MetadataDiff.EQUAL) {
            return false;
        }
        Optional<WorkFiles.Found> found = files.look(path, WorkFiles.Blobs.computed(), Optional.of(committed));
        found.ifPresent(seen -> known.note(path, seen));
        return !found.map(WorkFiles.Found::entry).equals(Optional.of(committed));
    }
}
