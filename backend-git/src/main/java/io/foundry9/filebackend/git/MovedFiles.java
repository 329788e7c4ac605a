package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.Conflict.Kind;
import io.foundry9.filebackend.git.TreeMerge.Clash;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.errors.CanceledException;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Settles clashes in which one side has changed a file that the other seems to have deleted, but has only moved: the change
 * is made where it was moved to. For one use by one thread.
 */
final class MovedFiles {

    private final ObjectReader reader;
    private final ContentMerge contents;
    private final Optional<ObjectId> base;
    private final Optional<ObjectId> local;
    private final Optional<ObjectId> remote;

    MovedFiles(ObjectReader reader, ContentMerge contents, Optional<ObjectId> base, Optional<ObjectId> local,
            Optional<ObjectId> remote) {
        this.reader = reader;
        this.contents = contents;
        this.base = base;
        this.local = local;
        this.remote = remote;
    }

    /** Takes the clashes away that can be settled, and tells of the others where the file has gone. */
    void settle(List<Clash> clashes, Edits edits) throws IOException {
        Map<RawPath, RawPath> movedHere = Map.of();
        Map<RawPath, RawPath> movedThere = Map.of();
        if (clashes.stream().anyMatch(clash -> clash.kind() == Kind.DELETED_HERE)) {
            movedHere = moves(local);
        }
        if (clashes.stream().anyMatch(clash -> clash.kind() == Kind.DELETED_THERE)) {
            movedThere = moves(remote);
        }
        for (int i = clashes.size() - 1; i >= 0; i--) {
            Clash clash = clashes.get(i);
            boolean isHere = clash.kind() == Kind.DELETED_HERE;
            boolean isDeletion = isHere || clash.kind() == Kind.DELETED_THERE;
            RawPath target = isDeletion ? (isHere ? movedHere : movedThere).get(clash.path()) : null;
            if (target == null) {
                continue;
            }
            if (settle(clash, target, isHere, edits)) {
                clashes.remove(i);
            } else {
                clashes.set(i, clash.movedTo(target));
            }
        }
    }

    private boolean settle(Clash clash, RawPath target, boolean isHere, Edits edits) throws IOException {
        Optional<TreeEntry> moved = Trees.entry(reader, isHere ? local : remote, target);
        Optional<TreeEntry> inTheWay = Trees.entry(reader, isHere ? remote : local, target);
        if (moved.isEmpty() || inTheWay.isPresent()) {
            return false;
        }
        TreeEntry changed = (isHere ? clash.remote() : clash.local()).orElseThrow();
        Optional<TreeEntry> merged = contents.merge(clash.base(), moved.get(), changed);
        if (merged.isEmpty()) {
            return false;
        }
        edits.remove(clash.path());
        edits.put(target, merged.get());
        return true;
    }

    /** Where the files have gone that were moved between the base and one side, by where they were. */
    private Map<RawPath, RawPath> moves(Optional<ObjectId> side) throws IOException {
        RenameDetector detector = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
        try (TreeWalk walk = new TreeWalk(reader)) {
            Trees.add(walk, base);
            Trees.add(walk, side);
            walk.setRecursive(true);
            detector.addAll(DiffEntry.scan(walk));
        }
        Map<RawPath, RawPath> moves = new HashMap<>();
        try {
            for (DiffEntry entry : detector.compute(reader, NullProgressMonitor.INSTANCE)) {
                if (entry.getChangeType() == ChangeType.RENAME) {
                    moves.put(RawPath.of(Constants.encode(entry.getOldPath())),
                            RawPath.of(Constants.encode(entry.getNewPath())));
                }
            }
        } catch (CanceledException e) {
            throw new IOException("the search for moved files was cancelled", e);
        }
        return moves;
    }
}
