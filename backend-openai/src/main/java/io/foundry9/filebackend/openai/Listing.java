package io.foundry9.filebackend.openai;

import io.foundry9.filebackend.openai.Entry.Kind;
import io.foundry9.filebackend.spi.StorePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is in a vector store, as a tree. Each path has one entry, whoever looks: of several, the last by {@link Entry#AGE}. A
 * directory is there when it has an entry or when something is below it; what has something below it is a directory, so a
 * file of that name, which only two that know nothing of each other can make, is shown under another name. Immutable.
 */
final class Listing {

    private final Map<String, Entry> byId;
    private final NavigableMap<String, Entry> byPath = new TreeMap<>();
    private final List<Entry> superseded = new ArrayList<>();
    private final List<Entry> intents = new ArrayList<>();
    private final List<Entry> pending = new ArrayList<>();

    private Listing(Map<String, Entry> byId) {
        this.byId = byId;
        List<Entry> foreign = new ArrayList<>();
        for (Entry entry : byId.values()) {
            switch (entry.kind()) {
                case FILE, DIRECTORY -> byPath.merge(entry.path(), entry, this::later);
                case INTENT -> intents.add(entry);
                case PENDING -> pending.add(entry);
                case FOREIGN -> foreign.add(entry);
            }
        }
        List<Entry> inTheWay = byPath.values().stream()
                .filter(entry -> !entry.isDirectory() && hasBelow(entry.path()))
                .toList();
        for (Entry entry : inTheWay) {
            byPath.remove(entry.path());
            show(entry, false);
        }
        foreign.sort(Entry.AGE);
        foreign.forEach(entry -> show(entry, true));
    }

    private Entry later(Entry one, Entry other) {
        boolean first = Entry.AGE.compare(one, other) > 0;
        superseded.add(first ? other : one);
        return first ? one : other;
    }

    /** Under its own name if that is free, else with its id behind it. */
    private void show(Entry entry, boolean mayKeepName) {
        StorePath path = StorePath.parse(entry.path());
        String name = mayKeepName && isFree(entry.path())
                ? entry.path()
                : (path.parent().isRoot() ? "" : path.parent() + "/") + entry.id();
        byPath.put(name, entry.shownAs(name));
    }

    private boolean isFree(String path) {
        return !byPath.containsKey(path) && !hasBelow(path);
    }

    static Listing of(Collection<Entry> entries) {
        Map<String, Entry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return new Listing(byId);
    }

    /** The listing after some entries have come or changed, and some have gone. */
    Listing with(Collection<Entry> changed, Set<String> gone) {
        Map<String, Entry> next = new HashMap<>(byId);
        changed.forEach(entry -> next.put(entry.id(), entry));
        next.keySet().removeAll(gone);
        return new Listing(next);
    }

    /** The paths that have an entry, in the order of strings. Not to be changed. */
    NavigableMap<String, Entry> byPath() {
        return byPath;
    }

    /** Every entry, under its own path. */
    Collection<Entry> all() {
        return byId.values();
    }

    /** What lost against a later version of its path, and can be removed. */
    List<Entry> superseded() {
        return superseded;
    }

    /** The versions of a path that lost. */
    List<Entry> superseded(String path) {
        return superseded.stream().filter(entry -> entry.path().equals(path)).sorted(Entry.AGE).toList();
    }

    List<Entry> intents() {
        return intents;
    }

    List<Entry> pending() {
        return pending;
    }

    /** The path under which an entry is shown. */
    Optional<String> pathOf(String id) {
        Entry entry = byId.get(id);
        if (entry == null) {
            return Optional.empty();
        }
        Entry shown = byPath.get(entry.path());
        if (shown != null && shown.id().equals(id)) {
            return Optional.of(shown.path());
        }
        return byPath.values().stream().filter(other -> other.id().equals(id)).map(Entry::path).findFirst();
    }

    private boolean hasBelow(String path) {
        return hasBelow(byPath, path);
    }

    /** Whether one of the paths lies below another. */
    static boolean hasBelow(NavigableMap<String, Entry> paths, String directory) {
        String first = paths.ceilingKey(directory + "/");
        return first != null && first.startsWith(directory + "/");
    }

    /** The part of the paths that lies below a directory; for the root, all. */
    static NavigableMap<String, Entry> below(NavigableMap<String, Entry> paths, String directory) {
        return directory.isEmpty() ? paths : paths.subMap(directory + "/", true, directory + "0", false);
    }

    /** What is at a path: an entry, or a directory that is there because something is in it. */
    static Optional<Entry> find(NavigableMap<String, Entry> paths, String path) {
        Entry entry = paths.get(path);
        if (entry != null) {
            return Optional.of(entry);
        }
        return path.isEmpty() || hasBelow(paths, path) ? Optional.of(directory(path)) : Optional.empty();
    }

    /** A directory of which nobody knows more than that it is there. */
    static Entry directory(String path) {
        return new Entry("", Kind.DIRECTORY, path, 0, Optional.empty(), Optional.empty(), 0, Map.of(), false,
                Stored.NOTHING, OptionalLong.empty(), 0, 0);
    }

    Optional<Entry> find(String path) {
        return find(byPath, path);
    }

    /** The names in a directory, each with what is there. */
    List<Entry> children(String directory) {
        List<Entry> children = new ArrayList<>();
        NavigableMap<String, Entry> rest = below(byPath, directory);
        int start = directory.isEmpty() ? 0 : directory.length() + 1;
        while (!rest.isEmpty()) {
            String key = rest.firstKey();
            int slash = key.indexOf('/', start);
            String child = slash < 0 ? key : key.substring(0, slash);
            if (slash < 0 || !byPath.containsKey(child)) {
                children.add(find(child).orElseThrow());
            }
            rest = slash < 0 ? rest.tailMap(key, false) : rest.tailMap(child + "0", true);
        }
        return children;
    }

    /** Everything below a directory, directories without an entry too. */
    List<Entry> deep(String directory) {
        List<Entry> all = new ArrayList<>();
        for (Entry child : children(directory)) {
            all.add(child);
            if (child.isDirectory()) {
                all.addAll(deep(child.path()));
            }
        }
        return all;
    }
}
