package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Tells what differs between the work tree and what is committed. For one use by one thread. */
final class Uncommitted {

    private final GitRoot root;
    private final LocalChanges changes;

    Uncommitted(GitRoot root, LocalChanges changes) {
        this.root = root;
        this.changes = changes;
    }

    /** Sorted by path. */
    List<PathChange> list() throws IOException {
        List<PathChange> list = new ArrayList<>();
        List<RawPath> found = changes.find();
        Optional<ObjectId> tree = root.branch().tree(root.committer().tip().commit());
        try (ObjectReader reader = root.repository().newObjectReader()) {
            for (RawPath path : found) {
                boolean isCommitted = Trees.entry(reader, tree, path).filter(entry -> !entry.isTree()).isPresent();
                boolean isThere = root.workFiles().exists(path);
                if (isCommitted || isThere) {
                    Kind kind = isCommitted ? isThere ? Kind.MODIFIED : Kind.DELETED : Kind.ADDED;
                    list.add(PathChange.of(kind, path.display()));
                }
            }
        }
        list.sort(Comparator.comparing(PathChange::path));
        return list;
    }
}
