package io.foundry9.filebackend.git;

import io.foundry9.filebackend.git.TreeMerge.Clash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A merge that waits for somebody to resolve its conflicts. Work tree, index and branch are as they were before it. It is
 * kept as a commit under {@code refs/f9-merge/BRANCH}, so that it survives a restart and git keeps its objects: its parents
 * are the two sides, and its tree holds what was resolved, with the files that are taken in {@code taken} and an empty file
 * in {@code gone} for each that is to go. Changed by who holds the lock on the tree; safe for use by many threads.
 */
final class PendingMerge {

    private static final byte[] TAKEN = "taken".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GONE = "gone".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_TRIES = 10;

    private final Repository repository;
    private final Branch branch;
    private final Committer committer;
    private volatile View last;

    /** @param remote the commit that is to be merged */
    private record State(ObjectId id, ObjectId local, ObjectId remote, Optional<ObjectId> resolved) {}

    /**
     * How the merge looks on top of what is committed here now.
     *
     * @param open the conflicts that nobody has resolved
     * @param edits what makes the merged tree of the local one, resolutions included
     */
    record View(ObjectId id, Optional<ObjectId> tip, ObjectId remote, List<Clash> open, Edits edits) {}

    PendingMerge(Repository repository, Branch branch, Committer committer) {
        this.repository = repository;
        this.branch = branch;
        this.committer = committer;
    }

    private String ref() {
        return OwnRefs.PREFIX + "-merge/" + branch.name();
    }

    /** The merge that waits, if one does; a person may have done it with git meanwhile, and then it is over. */
    Optional<View> view() throws IOException {
        Optional<ObjectId> id = branch.read(ref());
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectId> tip = committer.tip().commit();
        View seen = last;
        if (seen != null && seen.id().equals(id.get()) && seen.tip().equals(tip)) {
            return Optional.of(seen);
        }
        State state = load(id.get());
        if (tip.isPresent() && branch.isMerged(state.remote, tip.get())) {
            branch.delete(ref(), id);
            return Optional.empty();
        }
        View view = view(state, tip);
        last = view;
        return Optional.of(view);
    }

    private State load(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            return new State(id, commit.getParent(0).copy(), commit.getParent(1).copy(), branch.tree(Optional.of(id)));
        }
    }

    private View view(State state, Optional<ObjectId> tip) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter(); ObjectReader reader = inserter.newReader()) {
            Optional<ObjectId> here = branch.tree(tip);
            Optional<ObjectId> base = tip.isEmpty()
                    ? Optional.empty()
                    : new Bases(repository, inserter, reader).of(tip.get(), state.remote);
            TreeMerge.Result merged = new TreeMerge(reader, inserter).merge(base, here,
                    branch.tree(Optional.of(state.remote)));
            inserter.flush();
            Optional<ObjectId> before = branch.tree(Optional.of(state.local));
            List<Clash> open = new ArrayList<>();
            Edits edits = merged.edits();
            for (Clash clash : merged.clashes()) {
                Optional<Optional<TreeEntry>> resolution =
                        Trees.entry(reader, before, clash.path()).equals(clash.local())
                                ? resolution(reader, state.resolved, clash.path())
                                : Optional.empty(); // it has changed here since
                if (resolution.isPresent()) {
                    edits.set(clash.path(), resolution.get());
                } else {
                    open.add(clash);
                }
            }
            return new View(state.id, tip, state.remote, List.copyOf(open), edits);
        }
    }

    private static Optional<Optional<TreeEntry>> resolution(ObjectReader reader, Optional<ObjectId> resolved,
            RawPath path) throws IOException {
        if (Trees.entry(reader, resolved, under(GONE, path)).isPresent()) {
            return Optional.of(Optional.empty());
        }
        return Trees.entry(reader, resolved, under(TAKEN, path)).map(Optional::of);
    }

    private static RawPath under(byte[] top, RawPath path) {
        return RawPath.of(top).resolve(path.bytes());
    }

    /** Whether there is one, at the price of one look at a file. */
    boolean stands() throws IOException {
        return branch.read(ref()).isPresent();
    }

    /** Begins to wait. */
    void begin(ObjectId local, ObjectId remote) throws IOException {
        save(Optional.empty(), List.of(local, remote), branch.read(ref()));
    }

    /** Notes what is to be at a path. */
    void resolve(RawPath path, Optional<TreeEntry> entry) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            State state = load(branch.read(ref()).orElseThrow());
            try (ObjectInserter inserter = repository.newObjectInserter();
                    ObjectReader reader = inserter.newReader()) {
                Edits edits = new Edits();
                edits.remove(under(TAKEN, path));
                edits.remove(under(GONE, path));
                if (entry.isPresent()) {
                    edits.put(under(TAKEN, path), entry.get());
                } else {
                    ObjectId empty = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
                    edits.put(under(GONE, path), new TreeEntry(FileMode.REGULAR_FILE, empty));
                }
                Optional<ObjectId> tree = new TreeWriter(reader, inserter).write(state.resolved, edits);
                inserter.flush();
                if (save(tree, List.of(state.local, state.remote), Optional.of(state.id))) {
                    return;
                }
            }
        }
        throw new IOException("the merge is being resolved by others at the same time");
    }

    private boolean save(Optional<ObjectId> resolved, List<ObjectId> sides, Optional<ObjectId> expected)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = committer.commit(inserter, resolved, sides,
                    "A merge that waits for its conflicts to be resolved");
            inserter.flush();
            return branch.move(ref(), expected, id, null);
        }
    }

    /** Waits no longer. */
    void end() throws IOException {
        branch.delete(ref(), branch.read(ref()));
    }
}
