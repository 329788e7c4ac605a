package io.foundry9.filebackend.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Looks into trees. */
final class Trees {

    private Trees() {}

    /** What a tree has at a path; nothing if there is no tree. */
    static Optional<TreeEntry> entry(ObjectReader reader, Optional<ObjectId> tree, RawPath path) throws IOException {
        return tree.isEmpty() ? Optional.empty() : entry(reader, tree.get(), path);
    }

    /** What a tree has at a path. */
    private static Optional<TreeEntry> entry(ObjectReader reader, ObjectId tree, RawPath path) throws IOException {
        if (path.isRoot()) {
            return Optional.of(new TreeEntry(FileMode.TREE, tree));
        }
        byte[] bytes = path.bytes();
        ObjectId here = tree;
        int start = 0;
        while (true) {
            int end = start;
            while (end < bytes.length && bytes[end] != '/') {
                end++;
            }
            Optional<TreeEntry> entry = child(reader, here, bytes, start, end);
            if (end == bytes.length || entry.isEmpty()) {
                return entry;
            }
            if (!entry.get().isTree()) {
                return Optional.empty();
            }
            here = entry.get().id();
            start = end + 1;
        }
    }

    /** The name that a parser is at. */
    static byte[] name(CanonicalTreeParser parser) {
        byte[] name = new byte[parser.getNameLength()];
        parser.getName(name, 0);
        return name;
    }

    private static Optional<TreeEntry> child(ObjectReader reader, ObjectId tree, byte[] path, int start, int end)
            throws IOException {
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        byte[] name = new byte[end - start];
        System.arraycopy(path, start, name, 0, name.length);
        for (; !parser.eof(); parser.next(1)) {
            if (parser.getNameLength() == name.length && Arrays.equals(name(parser), name)) {
                return Optional.of(new TreeEntry(parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
        }
        return Optional.empty();
    }

    /** A path at which two trees differ, with what each has there: no trees themselves. */
    record Difference(RawPath path, Optional<TreeEntry> before, Optional<TreeEntry> after) {}

    /** All at which two trees differ, in the order of git; either may be absent. */
    static List<Difference> differences(ObjectReader reader, Optional<ObjectId> before, Optional<ObjectId> after)
            throws IOException {
        List<Difference> differences = new ArrayList<>();
        if (before.equals(after)) {
            return differences;
        }
        try (TreeWalk walk = new TreeWalk(reader)) {
            add(walk, before);
            add(walk, after);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                differences.add(new Difference(RawPath.of(walk.getRawPath()), entry(walk, 0), entry(walk, 1)));
            }
        }
        return differences;
    }

    static Optional<TreeEntry> entry(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return FileMode.MISSING.equals(mode) || FileMode.TREE.equals(mode)
                ? Optional.empty()
                : Optional.of(new TreeEntry(mode, walk.getObjectId(tree)));
    }

    /** Adds a tree, or an empty one, to a walk. */
    static void add(TreeWalk walk, Optional<ObjectId> tree) throws IOException {
        if (tree.isPresent()) {
            walk.addTree(tree.get());
        } else {
            walk.addTree(new EmptyTreeIterator());
        }
    }
}
