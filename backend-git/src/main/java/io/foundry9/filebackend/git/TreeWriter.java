package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Makes one tree of another by editing some paths: only the trees on the way to them are read and written, so that the cost
 * is that of the paths, not of the repository. For one thread.
 */
final class TreeWriter {

    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeWriter(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /** What is edited below one directory, by name. */
    private static final class Level {
        private final Map<RawPath, Level> names = new TreeMap<>();
        private Optional<TreeEntry> put = Optional.empty();
        private boolean isSet;

        Level at(byte[] path, int start) {
            int end = start;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            Level level = names.computeIfAbsent(RawPath.of(Arrays.copyOfRange(path, start, end)), name -> new Level());
            return end == path.length ? level : level.at(path, end + 1);
        }
    }

    /** The key by which git orders a tree: a directory as if its name ended with a slash. */
    private static RawPath orderKey(RawPath name, FileMode mode) {
        if (!FileMode.TREE.equals(mode)) {
            return name;
        }
        byte[] key = Arrays.copyOf(name.bytes(), name.bytes().length + 1);
        key[key.length - 1] = '/';
        return RawPath.of(key);
    }

    /**
     * Writes what differs.
     *
     * @param tree absent for an empty one
     * @return absent if nothing is left
     */
    Optional<ObjectId> write(Optional<ObjectId> tree, Edits edits) throws IOException {
        if (edits.isEmpty()) {
            return tree;
        }
        Level top = new Level();
        edits.byPath().forEach((path, entry) -> {
            Level level = top.at(path.bytes(), 0);
            level.put = entry;
            level.isSet = true;
        });
        return write(tree, top);
    }

    private Optional<ObjectId> write(Optional<ObjectId> tree, Level level) throws IOException {
        Map<RawPath, TreeEntry> edited = new TreeMap<>();
        CanonicalTreeParser old = new CanonicalTreeParser();
        if (tree.isPresent()) {
            old.reset(reader, tree.get());
        }
        for (; !old.eof(); old.next(1)) {
            RawPath name = RawPath.of(Trees.name(old));
            if (level.names.containsKey(name)) {
                edited.put(name, new TreeEntry(old.getEntryFileMode(), old.getEntryObjectId()));
            }
        }
        Map<RawPath, NamedEntry> fresh = new TreeMap<>();
        for (Map.Entry<RawPath, Level> edit : level.names.entrySet()) {
            result(Optional.ofNullable(edited.get(edit.getKey())), edit.getValue()).ifPresent(entry -> fresh
                    .put(orderKey(edit.getKey(), entry.mode()), new NamedEntry(edit.getKey(), entry)));
        }
        return merge(tree, level, fresh);
    }

    private record NamedEntry(RawPath name, TreeEntry entry) {}

    /** What is at a name after its edits. */
    private Optional<TreeEntry> result(Optional<TreeEntry> old, Level level) throws IOException {
        Optional<TreeEntry> base = level.isSet ? level.put : old;
        if (level.names.isEmpty()) {
            return base;
        }
        Optional<ObjectId> subtree = base.filter(TreeEntry::isTree).map(TreeEntry::id);
        Optional<TreeEntry> written = write(subtree, level).map(id -> new TreeEntry(FileMode.TREE, id));
        return written.isEmpty() ? base.filter(entry -> !entry.isTree()) : written;
    }

    /** The entries that stay and the fresh ones, in git's order. */
    private Optional<ObjectId> merge(Optional<ObjectId> tree, Level level, Map<RawPath, NamedEntry> fresh)
            throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        boolean isEmpty = true;
        var rest = fresh.entrySet().iterator();
        var next = rest.hasNext() ? rest.next() : null;
        CanonicalTreeParser old = new CanonicalTreeParser();
        if (tree.isPresent()) {
            old.reset(reader, tree.get());
        }
        for (; !old.eof(); old.next(1)) {
            RawPath name = RawPath.of(Trees.name(old));
            if (level.names.containsKey(name)) {
                continue;
            }
            FileMode mode = old.getEntryFileMode();
            RawPath key = orderKey(name, mode);
            while (next != null && next.getKey().compareTo(key) < 0) {
                append(formatter, next.getValue());
                next = rest.hasNext() ? rest.next() : null;
            }
            formatter.append(name.bytes(), mode, old.getEntryObjectId());
            isEmpty = false;
        }
        for (; next != null; next = rest.hasNext() ? rest.next() : null) {
            append(formatter, next.getValue());
        }
        return isEmpty && fresh.isEmpty() ? Optional.empty() : Optional.of(formatter.insertTo(inserter));
    }

    private static void append(TreeFormatter formatter, NamedEntry named) {
        formatter.append(named.name.bytes(), named.entry.mode(), named.entry.id());
    }
}
