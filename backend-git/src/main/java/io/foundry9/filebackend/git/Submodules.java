package io.foundry9.filebackend.git;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The submodules of what is committed: directories that belong to other repositories. They are left as they are. A
 * repository has some only if it has a file {@code .gitmodules}; so one without costs one look. Safe for many threads.
 */
final class Submodules {

    private static final RawPath LIST = RawPath.of(StorePath.parse(".gitmodules"));

    private final GitRoot root;
    private volatile Known known = new Known(Optional.empty(), List.of());

    private record Known(Optional<ObjectId> commit, List<RawPath> paths) {}

    Submodules(GitRoot root) {
        this.root = root;
    }

    /** Refuses changes inside of one, or of one, or of a directory that holds one. */
    void refuse(Set<StorePath> changed) throws IOException {
        if (root.workFiles().isFile(LIST)) {
            List<RawPath> submodules = paths();
            changed.forEach(path -> refuse(path, submodules));
        }
    }

    private static void refuse(StorePath path, List<RawPath> submodules) {
        RawPath raw = RawPath.of(path);
        for (RawPath submodule : submodules) {
            if (raw.startsWith(submodule) || submodule.startsWith(raw)) {
                throw new InvalidOperationException(Reason.UNSUPPORTED, path.toString(), "'" + submodule.display()
                        + "' is a submodule, which belongs to another repository; change it with git");
            }
        }
    }

    /** Where they are; sorted as git does. */
    List<RawPath> paths() throws IOException {
        Optional<ObjectId> commit = root.committer().tip().commit();
        Known last = known;
        if (!last.commit.equals(commit)) {
            last = new Known(commit, find(root.branch().tree(commit)));
            known = last;
        }
        return last.paths;
    }

    private List<RawPath> find(Optional<ObjectId> tree) throws IOException {
        List<RawPath> found = new ArrayList<>();
        if (tree.isEmpty()) {
            return found;
        }
        try (ObjectReader reader = root.repository().newObjectReader()) {
            if (Trees.entry(reader, tree, LIST).isEmpty()) {
                return found;
            }
            try (TreeWalk walk = new TreeWalk(reader)) {
                walk.addTree(tree.get());
                walk.setRecursive(true);
                while (walk.next()) {
                    if (FileMode.GITLINK.equals(walk.getFileMode(0))) {
                        found.add(RawPath.of(walk.getRawPath()));
                    }
                }
            }
        }
        return found;
    }
}
