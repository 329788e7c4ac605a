package io.foundry9.filebackend.core;

import io.foundry9.filebackend.core.OverlayNode.Directory;
import io.foundry9.filebackend.core.OverlayNode.Moved;
import io.foundry9.filebackend.core.OverlayNode.Slot;
import io.foundry9.filebackend.core.OverlayNode.Written;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Works out how the store's tree becomes what a session has made of it: what is removed, by where it is in the store,
 * before what comes in its place; then, parents first, what is made, moved and put. What came and went again within the
 * session is not in the list. For one use.
 */
final class OverlayChanges {

    private final Finisher finisher;
    private final boolean moves;
    private final Set<StorePath> movedAway = new HashSet<>();
    private final List<Change> removals = new ArrayList<>();
    private final List<Change> arrivals = new ArrayList<>();

    /** Makes one finished content of the parts of a file. */
    interface Finisher {
        Staging finish(StorePath target, Written written) throws IOException;
    }

    private OverlayChanges(Finisher finisher, boolean moves) {
        this.finisher = finisher;
        this.moves = moves;
    }

    /** @param moves whether the store can move what it has */
    static List<Change> of(Directory root, Finisher finisher, boolean moves) throws IOException {
        OverlayChanges changes = new OverlayChanges(finisher, moves);
        changes.findMoved(root);
        changes.collect(root, StorePath.ROOT);
        List<Change> all = new ArrayList<>(changes.removals);
        all.addAll(changes.arrivals);
        return all;
    }

    private void findMoved(Directory directory) {
        directory.slots.forEach((name, slot) -> {
            StorePath source = source(slot.node());
            if (source != null && !source.equals(directory.baseOf(name))) {
                movedAway.add(source);
            }
            if (slot.node() instanceof Directory below) {
                findMoved(below);
            }
        });
    }

    /** What the store has for a node, here or elsewhere; of a content that was written, the file that it succeeds. */
    private StorePath source(OverlayNode node) {
        if (node instanceof Directory directory) {
            return directory.base;
        }
        if (node instanceof Moved moved) {
            return moved.base();
        }
        return node instanceof Written written && moves ? written.looks() : null;
    }

    private void collect(Directory directory, StorePath path) throws IOException {
        for (Map.Entry<String, Slot> entry : new TreeMap<>(directory.slots).entrySet()) {
            StorePath inStore = directory.baseOf(entry.getKey());
            collect(path.resolve(entry.getKey()), inStore, entry.getValue());
        }
    }

    private void collect(StorePath path, StorePath inStore, Slot slot) throws IOException {
        OverlayNode node = slot.node();
        StorePath source = source(node);
        boolean inPlace = source != null && source.equals(inStore);
        if (slot.covers() && slot.fresh() && !inPlace && !movedAway.contains(inStore)) {
            removals.add(new Change.Remove(inStore, true, Guard.NONE));
        }
        if (source != null && !inPlace) {
            arrivals.add(new Change.Move(source, path, Rules.take(source, true), Guard.NONE));
        }
        if (node instanceof Written written) {
            arrivals.add(new Change.Put(path, finisher.finish(path, written), Guard.NONE));
        } else if (node instanceof Directory && source == null) {
            arrivals.add(new Change.MakeDirectory(path, Guard.NONE));
        }
        if (node instanceof Directory directory) {
            collect(directory, path);
        }
    }
}
