package io.foundry9.filebackend.git;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.git.Trees.Difference;
import io.foundry9.filebackend.localstore.LocalStore;
import io.foundry9.filebackend.localstore.Looks;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StageRequest;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.Store.Detail;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Makes the files of the work tree those of another tree: by the local store, so that all of them change or none, whatever
 * happens. A file that is not as it should be before is left alone and told of. For one use by one thread that holds the
 * lock on the tree.
 */
final class Checkout {

    private final LocalStore store;
    private final WorkFiles files;
    private final KnownFiles known;
    private final ObjectReader reader;
    private final Times times;
    private final boolean durable;

    /** When files were made and changed, as their history has it. */
    interface Times {
        /** Absent where the history does not tell. */
        Optional<Instant> created(RawPath path) throws IOException;

        Instant modified(RawPath path) throws IOException;
    }

    /** A file is there, or is as it is, because somebody else has changed it. */
    static final class Disturbed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Disturbed() {
            super("a file has changed since it was looked at", null, false, false);
        }
    }

    Checkout(LocalStore store, WorkFiles files, KnownFiles known, ObjectReader reader, Times times, boolean durable) {
        this.store = store;
        this.files = files;
        this.known = known;
        this.reader = reader;
        this.times = times;
        this.durable = durable;
    }

    /**
     * Those of the paths at which the work tree has neither what was before nor what comes after.
     */
    List<RawPath> disturbed(List<Difference> differences) throws IOException {
        List<RawPath> disturbed = new ArrayList<>();
        Set<RawPath> leaving = new LinkedHashSet<>();
        differences.stream().filter(difference -> difference.before().isPresent())
                .forEach(difference -> leaving.add(difference.path()));
        for (Difference difference : differences) {
            RawPath path = difference.path();
            if (path.storePath().isEmpty() || isSubmodule(difference)) {
                continue;
            }
            Optional<TreeEntry> there = look(path, difference.before());
            boolean isTreeInTheWay = there.isEmpty() && difference.before().isEmpty() && files.isDirectory(path)
                    && leaving.stream().noneMatch(file -> file.startsWith(path));
            if (isTreeInTheWay || !there.equals(difference.before()) && !there.equals(difference.after())) {
                disturbed.add(path);
            }
        }
        return disturbed;
    }

    private Optional<TreeEntry> look(RawPath path, Optional<TreeEntry> before) throws IOException {
        return files.look(path, WorkFiles.Blobs.computed(), before).map(WorkFiles.Found::entry);
    }

    private static boolean isSubmodule(Difference difference) {
        return difference.before().filter(TreeEntry::isSubmodule).isPresent()
                || difference.after().filter(TreeEntry::isSubmodule).isPresent();
    }

    /**
     * Makes the changes, together.
     *
     * @throws Disturbed a file has been changed meanwhile, and nothing was done
     */
    void apply(List<Difference> differences) throws IOException {
        List<Change> removals = new ArrayList<>();
        List<Change> puts = new ArrayList<>();
        List<Staging> staged = new ArrayList<>();
        Set<StorePath> emptied = new LinkedHashSet<>();
        try {
            for (Difference difference : differences) {
                Optional<StorePath> path = difference.path().storePath();
                if (path.isPresent()) {
                    add(path.get(), difference, removals, puts, staged, emptied);
                }
            }
            clearTheWay(puts, removals, emptied);
            List<Change> all = new ArrayList<>(removals);
            all.addAll(puts);
            if (!all.isEmpty()) {
                store.publish(all, durable);
            }
        } finally {
            for (Staging staging : staged) {
                staging.close();
            }
        }
        note(differences);
        removeEmptied(emptied);
    }

    /** Makes one change, if the file is as it was before. */
    void applyUnlessDisturbed(Difference difference) throws IOException {
        try {
            apply(List.of(difference));
        } catch (Disturbed e) {
            return; // somebody has put it there, and it stays
        }
    }

    private void add(StorePath path, Difference difference, List<Change> removals, List<Change> puts,
            List<Staging> staged, Set<StorePath> emptied) throws IOException {
        Optional<TreeEntry> before = difference.before().filter(entry -> !entry.isSubmodule());
        Optional<TreeEntry> after = difference.after();
        Optional<TreeEntry> there = look(difference.path(), before);
        if (there.equals(after)) {
            return;
        }
        if (!there.equals(before)) {
            throw new Disturbed();
        }
        Guard guard = sameAs(before.isEmpty() && !files.isDirectory(difference.path())
                ? Optional.empty()
                : store.stat(path, Detail.BASIC));
        if (after.isEmpty()) {
            removals.add(new Change.Remove(path, false, guard));
            for (StorePath parent = path.parent(); !parent.isRoot(); parent = parent.parent()) {
                emptied.add(parent);
            }
        } else if (after.get().isSubmodule()) {
            puts.add(new Change.MakeDirectory(path, Guard.NONE));
        } else {
            Staging staging = stage(path, difference, after.get());
            staged.add(staging);
            puts.add(new Change.Put(path, staging, guard));
        }
    }

    private static Guard sameAs(Optional<FileInfo> seen) {
        return now -> {
            boolean isSame = seen.isPresent() && now.isPresent()
                    ? seen.get().type() == now.get().type() && seen.get().version().equals(now.get().version())
                    : seen.isEmpty() == now.isEmpty();
            if (!isSame && seen.filter(FileInfo::isDirectory).isEmpty()) {
                throw new Disturbed();
            }
        };
    }

    private Staging stage(StorePath path, Difference difference, TreeEntry entry) throws IOException {
        ObjectLoader loader = reader.open(entry.id(), Constants.OBJ_BLOB);
        if (entry.isLink()) {
            return store.stageLink(new String(loader.getBytes(), StandardCharsets.UTF_8));
        }
        StageRequest request = new StageRequest(path, OptionalLong.of(loader.getSize()), durable);
        Staging staging = store.stage(request, looks(path, difference, entry));
        return Blobs.stage(loader, staging);
    }

    private Looks looks(StorePath path, Difference difference, TreeEntry entry) throws IOException {
        Optional<Instant> kept = difference.before().isPresent()
                ? store.stat(path, Detail.FULL).flatMap(FileInfo::created)
                : Optional.empty();
        Optional<Instant> created = kept.isPresent() ? kept : times.created(difference.path());
        return new Looks(times.modified(difference.path()), created, entry.isExecutable());
    }

    /** Directories that give way to a file, once what was in them has gone. */
    private void clearTheWay(List<Change> puts, List<Change> removals, Set<StorePath> emptied) {
        List<StorePath> gone = puts.stream().filter(Change.Put.class::isInstance).map(Change::path)
                .filter(emptied::contains).toList();
        for (StorePath top : gone) {
            emptied.stream().filter(directory -> directory.startsWith(top))
                    .forEach(directory -> removals.add(new Change.Remove(directory, false, Guard.NONE)));
        }
        emptied.removeIf(directory -> gone.stream().anyMatch(directory::startsWith));
    }

    private void removeEmptied(Set<StorePath> emptied) throws IOException {
        List<StorePath> innerFirst = new ArrayList<>(emptied);
        innerFirst.sort(Comparator.comparing((StorePath path) -> path.segments().size()).reversed());
        for (StorePath directory : innerFirst) {
            try {
                store.publish(List.of(new Change.Remove(directory, false, Guard.NONE)), false);
            } catch (NotFoundException e) {
                continue;
            } catch (InvalidOperationException e) {
                if (e.reason() != Reason.NOT_EMPTY && e.reason() != Reason.NOT_DIRECTORY) {
                    throw e;
                }
            }
        }
    }

    /** How the files look now, for the index, unless somebody has been at them since: then they have another time. */
    private void note(List<Difference> differences) throws IOException {
        for (Difference difference : differences) {
            RawPath path = difference.path();
            Optional<StorePath> named = path.storePath();
            if (difference.after().isEmpty() || named.isEmpty()) {
                continue;
            }
            Optional<Instant> modified = Optional.of(times.modified(path));
            if (store.stat(named.get(), Detail.BASIC).flatMap(FileInfo::modified).equals(modified)) {
                files.stat(path, difference.after().get()).ifPresent(found -> known.note(path, found));
            }
        }
    }
}
