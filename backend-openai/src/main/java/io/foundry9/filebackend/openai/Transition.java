package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a list of changes makes of a listing, and which entries come, change and go for it. It asks all guards, and touches
 * nothing but its own copy. For one use by one thread.
 */
final class Transition {

    private final NavigableMap<String, Entry> before;
    private final NavigableMap<String, Entry> after;
    private final Instant now;
    private final Set<StorePath> leaving = new HashSet<>();
    private final Map<StorePath, Map<String, Entry>> taken = new LinkedHashMap<>();
    private final Map<String, Entry> removed = new LinkedHashMap<>();
    private final Map<String, Entry> replaced = new LinkedHashMap<>();
    private final List<Added> added = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();
    private final Set<String> directories = new HashSet<>();
    private final Set<String> kept = new HashSet<>();

    /** An upload that becomes an entry. */
    record Added(Upload upload, Entry entry) {}

    /** An entry that gets another path. */
    record Moved(Entry from, Entry to) {}

    Transition(Listing listing, Instant now) {
        this.before = listing.byPath();
        this.after = new TreeMap<>(before);
        this.now = now;
    }

    /** Makes the changes. */
    void make(List<Change> changes) throws IOException {
        for (Change change : changes) {
            if (change instanceof Change.Remove) {
                leaving.add(change.path());
            } else if (change instanceof Change.Move move) {
                leaving.add(move.from());
            }
        }
        for (Change change : changes) {
            ask(change);
        }
        for (Change change : changes) {
            requireLeavable(change);
        }
        leaving.stream()
                .sorted(Comparator.comparingInt((StorePath path) -> path.segments().size()).reversed())
                .forEach(this::take);
        for (Change change : changes) {
            arrive(change);
        }
        for (String path : List.copyOf(directories)) {
            if (Listing.hasBelow(after, path)) {
                after.remove(path); // what is in it shows that it is there
                directories.remove(path);
            }
        }
    }

    private void ask(Change change) {
        if (change instanceof Change.Move move) {
            move.source().check(stat(before, move.from()));
        }
        boolean vacated = !(change instanceof Change.Remove)
                && leaving.stream().anyMatch(path -> change.path().startsWith(path) && !change.path().equals(path));
        change.guard().check(vacated ? Optional.empty() : stat(before, change.path()));
    }

    private static Optional<FileInfo> stat(NavigableMap<String, Entry> paths, StorePath path) {
        return Listing.find(paths, path.toString()).map(Entry::info);
    }

    private void requireLeavable(Change change) {
        if (change instanceof Change.Remove remove) {
            requireThere(remove.path());
            if (!remove.recursive() && Listing.hasBelow(before, remove.path().toString())) {
                throw new InvalidOperationException(Reason.NOT_EMPTY, remove.path().toString());
            }
        } else if (change instanceof Change.Move move) {
            requireThere(move.from());
            if (move.path().startsWith(move.from())) {
                throw new InvalidOperationException(Reason.INTO_ITSELF, move.path().toString());
            }
        }
    }

    private void requireThere(StorePath path) {
        if (Listing.find(before, path.toString()).isEmpty()) {
            throw new NotFoundException(path.toString());
        }
    }

    /** Takes away an entry and what is below it, remembered by how its path goes on. */
    private void take(StorePath path) {
        Map<String, Entry> tree = new LinkedHashMap<>();
        Entry self = after.remove(path.toString());
        if (self != null) {
            tree.put("", requireOurs(self));
        }
        NavigableMap<String, Entry> below = Listing.below(after, path.toString());
        below.forEach((key, entry) -> tree.put(key.substring(path.toString().length()), requireOurs(entry)));
        below.clear();
        tree.values().stream().filter(Transition::isNew).forEach(entry -> directories.remove(entry.path()));
        taken.put(path, tree);
        keepParent(path.parent());
    }

    /** A directory of this list, which has no file yet. */
    private static boolean isNew(Entry entry) {
        return entry.id().isEmpty();
    }

    /** A directory stays where it is when the last that was in it goes. */
    private void keepParent(StorePath parent) {
        if (!parent.isRoot() && Listing.find(after, parent.toString()).isEmpty()) {
            addDirectory(parent.toString());
            kept.add(parent.toString());
        }
    }

    private static Entry requireOurs(Entry entry) {
        if (entry.kind() == Kind.FOREIGN) {
            throw new InvalidOperationException(Reason.READ_ONLY, entry.path(),
                    "something else has put it into the vector store, so it is never changed here; use the service's console");
        }
        return entry;
    }

    private void arrive(Change change) throws IOException {
        if (change instanceof Change.Put put) {
            arrive(put);
        } else if (change instanceof Change.MakeDirectory make) {
            arrive(make);
        } else if (change instanceof Change.Move move) {
            arrive(move);
        } else {
            taken.get(change.path()).values().stream().filter(entry -> !isNew(entry))
                    .forEach(entry -> removed.put(entry.id(), entry));
        }
    }

    private void arrive(Change.Put put) throws IOException {
        if (!(put.content() instanceof Upload upload)) {
            throw new IllegalArgumentException("content that was staged elsewhere");
        }
        Optional<Entry> old = replaceable(put.path());
        Instant created = old.flatMap(Entry::created).orElse(now);
        Entry entry = upload.entry().placed(put.path().toString(), created, now, generationAt(put.path().toString()));
        added.add(new Added(upload, entry));
        after.put(entry.path(), entry);
    }

    private void arrive(Change.MakeDirectory make) {
        String path = make.path().toString();
        requireParents(make.path());
        Optional<Entry> there = Listing.find(after, path);
        if (there.isPresent() && !there.get().isDirectory()) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path);
        }
        if (there.isEmpty()) {
            addDirectory(path);
        }
    }

    /** How many of the changes could be seen one without the other; a directory that is kept is none. */
    int seen() {
        int made = (int) directories.stream().filter(path -> !kept.contains(path)).count();
        return added.size() + moved.size() + removed.size() + made;
    }

    private void addDirectory(String path) {
        directories.add(path);
        after.put(path, Listing.directory(path).placed(path, now, now, generationAt(path)));
    }

    private void arrive(Change.Move move) {
        replaceable(move.path());
        taken.get(move.from()).forEach((rest, entry) -> {
            String path = move.path() + rest;
            if (isNew(entry)) {
                addDirectory(path);
                return;
            }
            Entry there = entry.at(path, Math.max(entry.generation(), generationAt(path)));
            moved.add(new Moved(entry, there));
            after.put(path, there);
        });
    }

    /** A directory is in nobody's place; a file that is there will have been replaced. */
    private Optional<Entry> replaceable(StorePath path) {
        requireParents(path);
        Optional<Entry> there = Listing.find(after, path.toString());
        if (there.isPresent() && there.get().isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
        there.ifPresent(old -> replaced.put(requireOurs(old).id(), old));
        return there;
    }

    private void requireParents(StorePath path) {
        for (StorePath parent = path.parent(); !parent.isRoot(); parent = parent.parent()) {
            Entry there = after.get(parent.toString());
            if (there != null && !there.isDirectory()) {
                throw new InvalidOperationException(Reason.NOT_DIRECTORY, parent.toString());
            }
        }
    }

    private long generationAt(String path) {
        Entry old = before.get(path);
        return old == null ? 1 : old.generation() + 1;
    }

    /** What is there now, for each change; for a removal what was there. */
    List<FileInfo> results(List<Change> changes) {
        return changes.stream()
                .map(change -> stat(change instanceof Change.Remove ? before : after, change.path()).orElseThrow())
                .toList();
    }

    List<Added> added() {
        return added;
    }

    /** Entries of directories that are to be made; each needs a file of its own. */
    List<Entry> directories() {
        return directories.stream().map(after::get).toList();
    }

    List<Moved> moved() {
        return moved;
    }

    /** What goes because it is to go. */
    List<Entry> removed() {
        return List.copyOf(removed.values());
    }

    /** What goes because something else has taken its place. */
    List<Entry> replaced() {
        return List.copyOf(replaced.values());
    }
}
