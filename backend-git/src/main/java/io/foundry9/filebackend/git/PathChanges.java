package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import io.foundry9.filebackend.git.Trees.Difference;
import java.util.Comparator;
import java.util.List;

/** Tells users of differences. */
final class PathChanges {

    private PathChanges() {}

    /** Without looking for renames. */
    static List<PathChange> of(List<Difference> differences) {
        return differences.stream()
                .map(difference -> PathChange.of(kind(difference), difference.path().display()))
                .sorted(Comparator.comparing(PathChange::path))
                .toList();
    }

    private static Kind kind(Difference difference) {
        if (difference.before().isEmpty()) {
            return Kind.ADDED;
        }
        return difference.after().isEmpty() ? Kind.DELETED : Kind.MODIFIED;
    }
}
