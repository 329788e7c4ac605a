package io.foundry9.filebackend.git;

import io.foundry9.filebackend.ext.PathChange;
import io.foundry9.filebackend.ext.PathChange.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Compares trees for people, at a path and below it. For one thread. */
final class TreeDiff {

    private final Repository repository;
    private final RawPath below;

    TreeDiff(Repository repository, RawPath below) {
        this.repository = repository;
        this.below = below;
    }

    /** Something done with a formatter. */
    private interface Use<T> {
        T of(DiffFormatter formatter, List<DiffEntry> entries) throws IOException;
    }

    /** With renames told as such. */
    List<PathChange> list(Optional<ObjectId> from, Optional<ObjectId> to) throws IOException {
        return with(OutputStream.nullOutputStream(), true, from, to, (formatter, entries) -> told(entries));
    }

    /** Without looking for renames. */
    List<PathChange> plain(Optional<ObjectId> from, Optional<ObjectId> to) throws IOException {
        return with(OutputStream.nullOutputStream(), false, from, to, (formatter, entries) -> told(entries));
    }

    /** As git prints it. */
    String text(Optional<ObjectId> from, Optional<ObjectId> to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return with(out, true, from, to, (formatter, entries) -> {
            formatter.format(entries);
            formatter.flush();
            return out.toString(StandardCharsets.UTF_8);
        });
    }

    private <T> T with(OutputStream out, boolean renames, Optional<ObjectId> from, Optional<ObjectId> to, Use<T> use)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader(); DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.setReader(reader, new Config());
            formatter.setDetectRenames(renames);
            formatter.setPathFilter(below.isRoot()
                    ? TreeFilter.ALL
                    : PathFilter.create(below.text()));
            return use.of(formatter, formatter.scan(iterator(reader, from), iterator(reader, to)));
        }
    }

    private static AbstractTreeIterator iterator(ObjectReader reader, Optional<ObjectId> tree) throws IOException {
        return tree.isEmpty() ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree.get());
    }

    private static List<PathChange> told(List<DiffEntry> entries) {
        return entries.stream().map(TreeDiff::told).sorted(Comparator.comparing(PathChange::path)).toList();
    }

    private static PathChange told(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case DELETE -> PathChange.of(Kind.DELETED, display(entry.getOldPath()));
            case RENAME -> PathChange.renamed(display(entry.getOldPath()), display(entry.getNewPath()));
            case ADD, COPY -> PathChange.of(Kind.ADDED, display(entry.getNewPath()));
            case MODIFY -> PathChange.of(Kind.MODIFIED, display(entry.getNewPath()));
        };
    }

    private static String display(String path) {
        return RawPath.of(Constants.encode(path)).display();
    }
}
