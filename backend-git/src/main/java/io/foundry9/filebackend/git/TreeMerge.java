package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.Conflict.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Merges two trees that come from a common one, path by path; only what differs is read. A file that one side has moved and
 * the other changed is merged where it was moved to. Nothing but objects is written. For one use by one thread.
 */
final class TreeMerge {

    private final ObjectReader reader;
    private final ContentMerge contents;
    private final Edits edits = new Edits();
    private final List<Clash> clashes = new ArrayList<>();

    /** A path where the sides do not go together, with what each has there. */
    record Clash(RawPath path, Kind kind, Optional<TreeEntry> base, Optional<TreeEntry> local,
            Optional<TreeEntry> remote, Optional<RawPath> movedTo) {

        Clash movedTo(RawPath target) {
            return new Clash(path, kind, base, local, remote, Optional.of(target));
        }
    }

    /**
     * How a merge ends.
     *
     * @param edits what makes the merged tree of the local one, but for the clashes, which stay as they are there
     * @param clashes sorted by path
     */
    record Result(Edits edits, List<Clash> clashes) {}

    TreeMerge(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.contents = new ContentMerge(reader, inserter);
    }

    /** Merges three trees, any of which may be absent. */
    Result merge(Optional<ObjectId> base, Optional<ObjectId> local, Optional<ObjectId> remote) throws IOException {
        mergeTrees(RawPath.ROOT, base, local, remote);
        if (!clashes.isEmpty()) {
            new MovedFiles(reader, contents, base, local, remote).settle(clashes, edits);
        }
        return new Result(edits, List.copyOf(clashes));
    }

    private void mergeTrees(RawPath directory, Optional<ObjectId> base, Optional<ObjectId> local,
            Optional<ObjectId> remote) throws IOException {
        Map<RawPath, TreeEntry> before = entries(directory, base);
        Map<RawPath, TreeEntry> here = entries(directory, local);
        Map<RawPath, TreeEntry> there = entries(directory, remote);
        SortedSet<RawPath> all = new TreeSet<>(before.keySet());
        all.addAll(here.keySet());
        all.addAll(there.keySet());
        for (RawPath path : all) {
            merge(path, Optional.ofNullable(before.get(path)), Optional.ofNullable(here.get(path)),
                    Optional.ofNullable(there.get(path)));
        }
    }

    private Map<RawPath, TreeEntry> entries(RawPath directory, Optional<ObjectId> tree) throws IOException {
        Map<RawPath, TreeEntry> entries = new TreeMap<>();
        if (tree.isPresent()) {
            for (CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree.get()); !parser.eof(); parser
                    .next(1)) {
                entries.put(directory.resolve(Trees.name(parser)),
                        new TreeEntry(parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
        }
        return entries;
    }

    private void merge(RawPath path, Optional<TreeEntry> base, Optional<TreeEntry> local,
            Optional<TreeEntry> remote) throws IOException {
        if (local.equals(remote) || base.equals(remote)) {
            return;
        }
        if (base.equals(local)) {
            edits.set(path, remote);
            return;
        }
        boolean isTreeHere = local.map(TreeEntry::isTree).orElse(false);
        boolean isTreeThere = remote.map(TreeEntry::isTree).orElse(false);
        if (isTreeHere && (isTreeThere || remote.isEmpty()) || isTreeThere && local.isEmpty()) {
            mergeTrees(path, tree(base), tree(local), tree(remote));
        } else if (isTreeHere || isTreeThere) {
            clashes.add(new Clash(path, Kind.DIFFERENT_TYPES, base, local, remote, Optional.empty()));
        } else {
            mergeFiles(path, base.filter(entry -> !entry.isTree()), local, remote);
        }
    }

    private static Optional<ObjectId> tree(Optional<TreeEntry> entry) {
        return entry.filter(TreeEntry::isTree).map(TreeEntry::id);
    }

    private void mergeFiles(RawPath path, Optional<TreeEntry> base, Optional<TreeEntry> local,
            Optional<TreeEntry> remote) throws IOException {
        if (local.isEmpty()) {
            clashes.add(new Clash(path, Kind.DELETED_HERE, base, local, remote, Optional.empty()));
        } else if (remote.isEmpty()) {
            clashes.add(new Clash(path, Kind.DELETED_THERE, base, local, remote, Optional.empty()));
        } else if (local.get().type() != remote.get().type()) {
            clashes.add(new Clash(path, Kind.DIFFERENT_TYPES, base, local, remote, Optional.empty()));
        } else {
            Optional<TreeEntry> merged = contents.merge(base, local.get(), remote.get());
            if (merged.isEmpty()) {
                Kind kind = base.isEmpty() ? Kind.BOTH_ADDED : Kind.BOTH_MODIFIED;
                clashes.add(new Clash(path, kind, base, local, remote, Optional.empty()));
            } else if (!Objects.equals(merged, local)) {
                edits.set(path, merged);
            }
        }
    }

    /** The mode that two sides agree on: that of the side which has changed it. */
    static FileMode mergedMode(Optional<TreeEntry> base, TreeEntry local, TreeEntry remote) {
        if (base.isPresent()) {
            return base.get().mode().equals(local.mode()) ? remote.mode() : local.mode();
        }
        return local.isExecutable() ? local.mode() : remote.mode();
    }
}
