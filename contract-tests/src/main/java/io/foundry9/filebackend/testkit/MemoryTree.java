package io.foundry9.filebackend.testkit;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.testkit.MemoryNode.Directory;
import io.foundry9.filebackend.testkit.MemoryNode.Link;
import io.foundry9.filebackend.testkit.MemoryNode.Stamp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All that a {@link MemoryStore} holds at one moment. Immutable: a change makes another tree, which shares with this one
 * whatever did not change. So a reader needs no lock, a listing is of one moment, and a list of changes of which one
 * fails has changed nothing.
 */
final class MemoryTree {

    /** As many as Linux follows before it says that they lead in a circle. */
    private static final int MOST_LINKS = 40;

    private final Directory root;

    private MemoryTree(Directory root) {
        this.root = root;
    }

    static MemoryTree empty(Stamp stamp) {
        return new MemoryTree(Directory.empty(stamp));
    }

    /**
     * Where a path has led.
     *
     * @param path free of links, save perhaps its last segment
     */
    record Place(StorePath path, Optional<MemoryNode> node) {}

    /**
     * Goes to a path through the links on the way, and through one at its end if asked to.
     *
     * @throws InvalidOperationException a link leads out of the root, or links lead in a circle
     */
    Place find(StorePath path, boolean followLast) {
        Deque<String> ahead = new ArrayDeque<>(path.segments());
        StorePath here = StorePath.ROOT;
        MemoryNode node = root;
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                if (here.isRoot()) {
                    throw new InvalidOperationException(Reason.OUTSIDE_ROOT, path.toString());
                }
                here = here.parent();
                node = find(here, false).node().orElse(null);
                continue;
            }
            MemoryNode child = node instanceof Directory directory ? directory.children().get(name) : null;
            if (child instanceof Link link && (followLast || !ahead.isEmpty())) {
                if (++links > MOST_LINKS) {
                    throw new InvalidOperationException(Reason.LINK_LOOP, path.toString());
                }
                pushTarget(ahead, link, path);
            } else {
                here = here.resolve(name);
                node = child;
            }
        }
        return new Place(here, Optional.ofNullable(node));
    }

    private static void pushTarget(Deque<String> ahead, Link link, StorePath path) {
        if (link.target().startsWith("/")) {
            throw new InvalidOperationException(Reason.OUTSIDE_ROOT, path.toString());
        }
        String[] names = link.target().split("/");
        for (int i = names.length - 1; i >= 0; i--) {
            if (!names[i].isEmpty() && !names[i].equals(".")) {
                ahead.push(names[i]);
            }
        }
    }

    /**
     * The tree with another entry at a path, and with the directories that lead to it.
     *
     * @param path as {@link #find} has told it
     * @throws InvalidOperationException a parent is no directory
     */
    MemoryTree with(StorePath path, MemoryNode node, Stamp now) {
        return new MemoryTree(put(root, StorePath.ROOT, path.segments(), node, now));
    }

    private static Directory put(MemoryNode at, StorePath here, List<String> names, MemoryNode node, Stamp now) {
        if (!(at instanceof Directory directory)) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, here.toString());
        }
        String name = names.get(0);
        if (names.size() == 1) {
            return directory.with(name, node, now);
        }
        MemoryNode next = directory.children().getOrDefault(name, Directory.empty(now));
        Directory changed = put(next, here.resolve(name), names.subList(1, names.size()), node, now);
        return directory.with(name, changed, now);
    }

    /**
     * The tree without the entry at a path and all below it.
     *
     * @param path as {@link #find} has told it
     * @throws NotFoundException nothing is there
     */
    MemoryTree without(StorePath path, Stamp now) {
        if (find(path, false).node().isEmpty()) {
            throw new NotFoundException(path.toString());
        }
        return with(path, null, now);
    }
}
