package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.core.OverlayNode.Directory;
import io.foundry9.filebackend.core.OverlayNode.Moved;
import io.foundry9.filebackend.core.OverlayNode.Slot;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a session has changed, as a tree over the store's: where it says nothing, the store's entry shows. Each change can
 * be taken back until {@link #keep()}. Guarded by the lock of the {@link OverlayStore} that owns it.
 */
final class OverlayTree {

    private static final int MOST_LINKS = 40;

    private final Store base;
    private final Clock clock;
    private final Directory root = Directory.over(StorePath.ROOT);

    /** Paths in the store that are directories, not links to such; nobody else changes that while the session is open. */
    private final Set<StorePath> directories = new HashSet<>();

    private final Deque<Runnable> undo = new ArrayDeque<>();

    OverlayTree(Store base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    Directory root() {
        return root;
    }

    /**
     * Where a path has led.
     *
     * @param path free of links, save perhaps its last segment
     * @param slot what the session has put there
     * @param inStore the path under which the store has an entry there, if it has one, where the session has put nothing;
     *     {@code null} where it can have none
     * @param blocker the file, link or the like on the way that is no directory; {@code null} for none
     */
    record Place(StorePath path, Optional<Slot> slot, StorePath inStore, StorePath blocker) {

        /** What the session has put there; {@code null} if nothing. */
        OverlayNode node() {
            return slot.map(Slot::node).orElse(null);
        }

        /** The path in the store of what is to be seen there; {@code null} where nothing of the store is. */
        StorePath shown() {
            if (slot.isEmpty()) {
                return inStore;
            }
            OverlayNode node = node();
            return node instanceof Directory directory ? directory.base
                    : node instanceof Moved moved ? moved.base() : null;
        }
    }

    /** Goes to a path, through the links on the way, and through one at its end if asked to. */
    Place find(StorePath path, boolean followLast) throws IOException {
        if (path.isRoot()) {
            return new Place(path, Optional.of(new Slot(root, true, false)), null, null);
        }
        return new Way(path, followLast).go();
    }

    /** One search. */
    private final class Way {
        private final StorePath asked;
        private final boolean followLast;
        private final Deque<String> ahead = new ArrayDeque<>();
        private Directory node = root;
        private StorePath here = StorePath.ROOT;
        private StorePath inStore = StorePath.ROOT;
        private int links;

        Way(StorePath asked, boolean followLast) {
            this.asked = asked;
            this.followLast = followLast;
            ahead.addAll(asked.segments());
        }

        Place go() throws IOException {
            while (!ahead.isEmpty()) {
                String name = ahead.pop();
                if (name.equals("..")) {
                    up();
                    continue;
                }
                Optional<Slot> slot = Optional.ofNullable(node == null ? null : node.slots.get(name));
                StorePath below = inStore == null ? null : inStore.resolve(name);
                StorePath path = here.resolve(name);
                if (ahead.isEmpty() && !followLast) {
                    return new Place(path, slot, slot.isEmpty() ? below : null, null);
                }
                Place stop = slot.isPresent() ? pass(path, slot.get()) : passInStore(path, below);
                if (stop != null) {
                    return stop;
                }
            }
            return find(here, false);
        }

        /** Goes on below something that the session has put there, or ends there. */
        private Place pass(StorePath path, Slot slot) throws IOException {
            if (slot.node() instanceof Directory directory) {
                enter(path, directory, directory.base);
                return null;
            }
            Optional<String> link = linkOf(slot.node());
            if (link.isPresent()) {
                follow(link.get());
                return null;
            }
            return end(path, Optional.of(slot), null, !slot.isGone());
        }

        private Optional<String> linkOf(OverlayNode node) throws IOException {
            if (node instanceof Moved moved && look(moved.base()).map(FileInfo::isSymlink).orElse(false)) {
                return Optional.of(base.readLink(moved.base()));
            }
            return node instanceof OverlayNode.Written written ? written.link().map(OverlayNode.Link::text)
                    : Optional.empty();
        }

        private Place passInStore(StorePath path, StorePath below) throws IOException {
            if (below == null) {
                return end(path, Optional.empty(), null, false);
            }
            if (directories.contains(below)) {
                enter(path, null, below);
                return null;
            }
            Optional<FileInfo> info = look(below);
            if (info.isEmpty()) {
                return end(path, Optional.empty(), below, false);
            }
            if (info.get().isDirectory()) {
                enter(path, null, below);
                return null;
            }
            if (info.get().isSymlink()) {
                follow(base.readLink(below));
                return null;
            }
            return end(path, Optional.empty(), below, true);
        }

        private void enter(StorePath path, Directory directory, StorePath below) {
            here = path;
            node = directory;
            inStore = below;
        }

        /** Goes on where a link in the present directory says. */
        private void follow(String link) {
            if (++links > MOST_LINKS) {
                throw new InvalidOperationException(Reason.LINK_LOOP, asked.toString());
            }
            List<String> names = Stream.of(link.split("/")).filter(name -> !name.isEmpty() && !name.equals("."))
                    .toList();
            goAlong(names);
            if (link.startsWith("/")) {
                restart(StorePath.ROOT);
            }
        }

        /** These names come next, before those that are ahead already. */
        private void goAlong(List<String> names) {
            for (int i = names.size() - 1; i >= 0; i--) {
                ahead.push(names.get(i));
            }
        }

        private void up() {
            if (here.isRoot()) {
                throw new InvalidOperationException(Reason.OUTSIDE_ROOT, asked.toString());
            }
            restart(here.parent());
        }

        /** Goes on from a directory that is free of links. */
        private void restart(StorePath directory) {
            goAlong(directory.segments());
            enter(StorePath.ROOT, root, StorePath.ROOT);
        }

        /** Another way, that may not lead through more links than this one. */
        private Place goOn(StorePath path) throws IOException {
            if (path.isRoot()) {
                return find(path, followLast);
            }
            Way rest = new Way(path, followLast);
            rest.links = links;
            return rest.go();
        }

        /** The way ends at this path, which may be the one meant, or one on the way to it. */
        private Place end(StorePath path, Optional<Slot> slot, StorePath below, boolean isThere) throws IOException {
            if (ahead.isEmpty()) {
                return new Place(path, slot, below, null);
            }
            boolean goesUp = ahead.contains("..");
            StorePath end = path;
            while (!ahead.isEmpty()) {
                String name = ahead.pop();
                end = name.equals("..") ? end.parent() : end.resolve(name);
            }
            return goesUp ? goOn(end) : new Place(end, Optional.empty(), null, isThere ? path : null);
        }
    }

    /** What the store has at a path of its own. */
    Optional<FileInfo> look(StorePath inStore) throws IOException {
        Optional<FileInfo> info = base.stat(inStore, Detail.BASIC);
        if (info.isPresent() && info.get().isDirectory()) {
            directories.add(inStore);
        }
        return info;
    }

    // Changes

    /** Puts something at a place, whose parents are made. */
    void put(Place place, OverlayNode node, boolean inStore) throws IOException {
        Directory parent = parentOf(place);
        set(parent, place.path().name(), Slot.put(place.slot(), inStore, node));
    }

    /** Takes away what is at a place, which is there. */
    OverlayNode take(Place place) throws IOException {
        Directory parent = parentOf(place);
        String name = place.path().name();
        OverlayNode node = place.slot().isPresent() ? place.node() : shownNode(place.inStore());
        boolean covers = place.slot().map(Slot::covers).orElse(true);
        set(parent, name, covers ? Slot.gone() : null);
        return node;
    }

    private OverlayNode shownNode(StorePath inStore) throws IOException {
        boolean directory = directories.contains(inStore) || look(inStore).map(FileInfo::isDirectory).orElse(false);
        return directory ? Directory.over(inStore) : new Moved(inStore);
    }

    private Directory parentOf(Place place) throws IOException {
        if (place.blocker() != null) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, place.blocker().toString());
        }
        Directory directory = root;
        StorePath path = StorePath.ROOT;
        for (String name : place.path().parent().segments()) {
            path = path.resolve(name);
            directory = enter(directory, name, path);
        }
        return directory;
    }

    private Directory enter(Directory parent, String name, StorePath path) throws IOException {
        Optional<Slot> slot = Optional.ofNullable(parent.slots.get(name));
        if (slot.isPresent() && slot.get().node() instanceof Directory directory) {
            return directory;
        }
        StorePath below = slot.isPresent() ? null : parent.baseOf(name);
        Optional<FileInfo> shown = below == null ? Optional.empty() : look(below);
        if (slot.isPresent() && !slot.get().isGone() || shown.isPresent() && !shown.get().isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
        }
        Directory directory = shown.isPresent() ? Directory.over(below) : Directory.made(clock.instant());
        set(parent, name, Slot.put(slot, shown.isPresent(), directory));
        return directory;
    }

    private void set(Directory directory, String name, Slot slot) {
        Slot before = slot == null ? directory.slots.remove(name) : directory.slots.put(name, slot);
        undo.push(() -> {
            if (before == null) {
                directory.slots.remove(name);
            } else {
                directory.slots.put(name, before);
            }
        });
    }

    /** What was changed since the last time stays. */
    void keep() {
        undo.clear();
    }

    /** What was changed since the last {@link #keep()} never was. */
    void takeBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
