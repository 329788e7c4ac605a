package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Finds what two histories have in common. For one use by one thread. */
final class Bases {

    private static final int MOST_BASES = 16;

    private final Repository repository;
    private final ObjectInserter inserter;
    private final ObjectReader reader;

    Bases(Repository repository, ObjectInserter inserter, ObjectReader reader) {
        this.repository = repository;
        this.inserter = inserter;
        this.reader = reader;
    }

    /**
     * The tree of the base of two commits; absent if they have nothing in common. Where there are several, as after merges in both directions, they are merged; what does not
     * go together there is left out, so that it counts as changed on both sides.
     */
    Optional<ObjectId> of(ObjectId first, ObjectId second) throws IOException {
        List<RevCommit> bases = bases(first, second);
        if (bases.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectId> tree = Optional.of(bases.get(0).getTree());
        for (RevCommit other : bases.subList(1, bases.size())) {
            Optional<ObjectId> common = of(bases.get(0), other);
            TreeMerge.Result merged =
                    new TreeMerge(reader, inserter).merge(common, tree, Optional.of(other.getTree()));
            Edits edits = merged.edits();
            merged.clashes().forEach(clash -> edits.remove(clash.path()));
            tree = new TreeWriter(reader, inserter).write(tree, edits);
        }
        return tree;
    }

    private List<RevCommit> bases(ObjectId first, ObjectId second) throws IOException {
        List<RevCommit> bases = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(first));
            walk.markStart(walk.parseCommit(second));
            for (RevCommit base = walk.next(); base != null && bases.size() < MOST_BASES; base = walk.next()) {
                walk.parseBody(base);
                bases.add(base);
            }
        }
        return bases;
    }
}
