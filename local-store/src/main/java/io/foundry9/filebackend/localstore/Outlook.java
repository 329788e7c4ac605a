package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.StorePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of changes does to paths: which entries leave their place, and from where in the tree of now those come
 * that lie at a path once they have left. Immutable.
 */
final class Outlook {

    private static final Comparator<StorePath> INNER_FIRST =
            Comparator.comparingInt((StorePath path) -> path.segments().size()).reversed();

    private final Set<StorePath> leaving = new HashSet<>();
    private final Set<StorePath> sources = new HashSet<>();
    private final Map<StorePath, StorePath> sourceByTarget = new HashMap<>();
    private final Set<StorePath> targets = new HashSet<>();

    /** @param replaced of what is removed, the files that are just replaced */
    Outlook(List<Change> changes, Set<StorePath> replaced) {
        for (Change change : changes) {
            if (change instanceof Change.Remove remove) {
                if (!replaced.contains(remove.path())) {
                    leaving.add(remove.path());
                }
                continue;
            }
            targets.add(change.path());
            if (change instanceof Change.Move move) {
                leaving.add(move.from());
                sources.add(move.from());
                sourceByTarget.put(move.path(), move.from());
            }
        }
    }

    /** Whether nothing leaves its place. */
    boolean isStill() {
        return leaving.isEmpty();
    }

    /**
     * Whether something comes to where something leaves, or something leaves from inside what moves: then all that leaves
     * must do so before anything comes.
     */
    boolean isEntangled() {
        return !leaving.isEmpty()
                && (targets.stream().anyMatch(target -> lastLeaving(target, null).isPresent())
                        || leaving.stream().anyMatch(path -> hasAbove(path, sources)));
    }

    /** Whether something leaves with which a path, if anything is there, leaves too. */
    boolean leavesAbove(StorePath path) {
        return hasAbove(path, leaving);
    }

    /** Those of some paths that leave, the inner before the outer. */
    static List<StorePath> innerFirst(List<StorePath> paths) {
        List<StorePath> sorted = new ArrayList<>(paths);
        sorted.sort(INNER_FIRST);
        return sorted;
    }

    /** Where the entry is now that will be at a path when all have left and those who move have come. */
    Optional<StorePath> origin(StorePath path) {
        for (StorePath target = path; !target.isRoot(); target = target.parent()) {
            StorePath source = sourceByTarget.get(target);
            if (source != null) {
                StorePath now = path.rebase(target, source);
                return lastLeaving(now, source).isPresent() ? Optional.empty() : Optional.of(now);
            }
        }
        return lastLeaving(path, null).isPresent() ? Optional.empty() : Optional.of(path);
    }

    /** What leaves with an entry in it, up to, but without, what it moves with. */
    private Optional<StorePath> lastLeaving(StorePath path, StorePath mover) {
        for (StorePath at = path; !at.isRoot() && !at.equals(mover); at = at.parent()) {
            if (leaving.contains(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean hasAbove(StorePath path, Set<StorePath> some) {
        for (StorePath at = path; !at.isRoot();) {
            at = at.parent();
            if (some.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
