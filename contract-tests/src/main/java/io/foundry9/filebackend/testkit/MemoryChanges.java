package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.Capabilities;
import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.testkit.MemoryNode.Directory;
import io.foundry9.filebackend.testkit.MemoryNode.File;
import io.foundry9.filebackend.testkit.MemoryNode.Stamp;
import io.foundry9.filebackend.testkit.MemoryTree.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What one call of {@link MemoryStore#publish} does: asks all guards, takes away what goes, then puts what comes. The store calls it under its monitor, and puts the last tree in place if nothing
 * was thrown.
 */
final class MemoryChanges {

    private final BiFunction<StorePath, MemoryNode, FileInfo> describe;
    private final Supplier<Stamp> stamps;
    private final Capabilities capabilities;
    private final Map<StorePath, MemoryNode> left = new HashMap<>();
    private final List<FileInfo> results = new ArrayList<>();

    MemoryChanges(BiFunction<StorePath, MemoryNode, FileInfo> describe, Supplier<Stamp> stamps,
            Capabilities capabilities) {
        this.describe = describe;
        this.stamps = stamps;
        this.capabilities = capabilities;
    }

    /** The tree after all changes. */
    MemoryTree on(MemoryTree tree, List<Change> changes) throws IOException {
        Set<StorePath> leaving = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Remove || change instanceof Change.Move) {
                leaving.add(change instanceof Change.Move move ? move.from() : change.path());
            }
        }
        for (Change change : changes) {
            askGuards(tree, change, leaving);
        }
        MemoryTree next = withoutLeaving(tree, changes);
        for (Change change : changes) {
            next = arrive(change, tree, next);
        }
        for (Change change : changes) {
            MemoryTree shows = change instanceof Change.Remove ? tree : next;
            results.add(stat(shows, change.path()).orElseThrow());
        }
        return next;
    }

    /** What goes is taken away first, the inner before the outer, so that each is still where its path says. */
    private MemoryTree withoutLeaving(MemoryTree tree, List<Change> changes) {
        List<StorePath> leaving = new ArrayList<>();
        for (Change change : changes) {
            if (change instanceof Change.Remove remove) {
                leaving.add(requireRemovable(remove, tree));
            } else if (change instanceof Change.Move move) {
                leaving.add(requireMovable(move, tree));
            }
        }
        leaving.sort(Comparator.comparingInt((StorePath path) -> path.segments().size()).reversed());
        MemoryTree next = tree;
        for (StorePath path : leaving) {
            left.put(path, next.find(path, false).node().orElseThrow());
            next = next.without(path, stamps.get());
        }
        return next;
    }

    /** What is there now, for each change; for a removal what was there. */
    List<FileInfo> results() {
        return results;
    }

    /** What comes to where something leaves finds nothing there; the way to it may lead through what leaves. */
    private void askGuards(MemoryTree tree, Change change, Set<StorePath> leaving) {
        if (change instanceof Change.Move move) {
            move.source().check(stat(tree, move.from()));
        }
        boolean vacated = !(change instanceof Change.Remove)
                && leaving.stream().anyMatch(path -> isBelow(change.path(), path));
        guardOf(change).check(vacated ? Optional.empty() : stat(tree, change.path()));
    }

    private static boolean isBelow(StorePath path, StorePath directory) {
        return path.startsWith(directory) && !path.equals(directory);
    }

    private static Guard guardOf(Change change) {
        if (change instanceof Change.Put put) {
            return put.guard();
        }
        if (change instanceof Change.MakeDirectory make) {
            return make.guard();
        }
        return change instanceof Change.Remove remove ? remove.guard() : ((Change.Move) change).guard();
    }

    private Optional<FileInfo> stat(MemoryTree tree, StorePath path) {
        return tree.find(path, false).node().map(node -> describe.apply(path, node));
    }

    private MemoryTree arrive(Change change, MemoryTree before, MemoryTree now) throws IOException {
        if (change instanceof Change.Put put) {
            return put(put, now);
        }
        if (change instanceof Change.MakeDirectory make) {
            return makeDirectory(make, now);
        }
        return change instanceof Change.Move move ? move(move, before, now) : now;
    }

    private MemoryTree put(Change.Put put, MemoryTree tree) throws IOException {
        if (!(put.content() instanceof MemoryStaging staging)) {
            throw new IllegalArgumentException("content that was staged elsewhere");
        }
        Place place = replaceable(tree, put.path());
        Stamp stamp = stamps.get();
        Stamp kept = place.node().filter(File.class::isInstance).map(old -> old.stamp().replacedBy(stamp))
                .orElse(stamp);
        return tree.with(place.path(), staging.toNode(kept), stamp);
    }

    /** Where something may be put that is no directory. */
    static Place replaceable(MemoryTree tree, StorePath path) {
        Place place = tree.find(path, false);
        if (place.node().orElse(null) instanceof Directory) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        return place;
    }

    private MemoryTree makeDirectory(Change.MakeDirectory make, MemoryTree tree) {
        Place place = tree.find(make.path(), false);
        MemoryNode there = place.node().orElse(null);
        if (there instanceof Directory) {
            return tree;
        }
        if (there != null) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, make.path().toString());
        }
        Stamp stamp = stamps.get();
        return tree.with(place.path(), Directory.empty(stamp), stamp);
    }

    private static StorePath requireRemovable(Change.Remove remove, MemoryTree tree) {
        Place place = tree.find(remove.path(), false);
        boolean holdsSomething = place.node().orElse(null) instanceof Directory directory
                && !directory.children().isEmpty();
        if (holdsSomething && !remove.recursive()) {
            throw new InvalidOperationException(Reason.NOT_EMPTY, remove.path().toString());
        }
        return place.path();
    }

    private StorePath requireMovable(Change.Move move, MemoryTree tree) {
        if (!capabilities.has(Feature.NATIVE_MOVE)) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, move.path().toString());
        }
        Place from = tree.find(move.from(), false);
        if (from.node().isEmpty()) {
            throw new NotFoundException(move.from().toString());
        }
        if (move.path().startsWith(from.path())) {
            throw new InvalidOperationException(Reason.INTO_ITSELF, move.path().toString());
        }
        return from.path();
    }

    private MemoryTree move(Change.Move move, MemoryTree before, MemoryTree now) {
        MemoryNode moved = left.get(before.find(move.from(), false).path());
        Place to = replaceable(now, move.path());
        return now.with(to.path(), moved, stamps.get());
    }
}
