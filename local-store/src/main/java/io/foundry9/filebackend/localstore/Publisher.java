package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.Staging;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes single changes: asks the guard, and does one rename. The caller holds the lock. Safe for use by many threads. */
final class Publisher {

    /** Who may run a file, by who may read it. */
    private static final Map<PosixFilePermission, PosixFilePermission> RUNNING = Map.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_READ,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_READ);

    private final Root root;
    private final Workshop workshop;
    private final CreatedTimes created;
    private final Tree tree;

    Publisher(Root root, Workshop workshop, CreatedTimes created) {
        this.root = root;
        this.workshop = workshop;
        this.created = created;
        this.tree = new Tree(root, workshop, created);
    }

    Tree tree() {
        return tree;
    }

    FileInfo publish(Change change, boolean durable) throws IOException {
        if (change.path().isRoot()) {
            throw new InvalidOperationException(Reason.IS_ROOT, "");
        }
        if (change instanceof Change.Put put) {
            return put(put, durable);
        }
        if (change instanceof Change.MakeDirectory make) {
            return makeDirectory(make, durable);
        }
        if (change instanceof Change.Remove remove) {
            return remove(remove, durable);
        }
        return move((Change.Move) change, durable);
    }

    private FileInfo put(Change.Put put, boolean durable) throws IOException {
        Staged staged = staged(put.content());
        try (Place place = root.locate(put.path())) {
            BasicFileAttributes old = ask(place, put.path(), put.guard());
            refuseDirectory(old, put.path());
            FileInfo info = prepare(staged, put.path(), place, old);
            if (place.missing().isEmpty()) {
                moveInto(place, staged, put.path(), durable);
            } else {
                tree.putInPlace(staged.area().folder(), staged.name(), put.path(), durable);
            }
            staged.published();
            return info;
        }
    }

    private void moveInto(Place place, Staged staged, StorePath path, boolean durable) throws IOException {
        try {
            staged.area().folder().move(staged.name(), place.directory(), place.name());
        } catch (FileSystemException e) {
            tree.putInPlace(staged.area().folder(), staged.name(), path, durable);
            return;
        }
        if (durable) {
            place.directory().force();
        }
    }

    Staged staged(Staging content) throws IOException {
        if (content instanceof Staged staged && staged.area() == workshop.area() && staged.isFinished()) {
            return staged;
        }
        throw new IllegalArgumentException("not finished, or not staged by this store");
    }

    /** What is at a place, after the guard has let it pass. */
    BasicFileAttributes ask(Place place, StorePath path, Guard guard) throws IOException {
        BasicFileAttributes there = place.stat();
        guard.check(Entries.info(path, there));
        place.refuseBlocker();
        return there;
    }

    static void refuseDirectory(BasicFileAttributes there, StorePath path) {
        if (there != null && there.isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
    }

    /** Gives what is staged the looks of what it replaces. What it will be, once it is in place. */
    FileInfo prepare(Staged staged, StorePath path, Place place, BasicFileAttributes old) throws IOException {
        if (staged instanceof StagedLink) {
            return Entries.describe(path, staged.stat()).build();
        }
        Directory folder = staged.area().folder();
        boolean replaces = old != null && old.isRegularFile();
        Optional<Looks> looks = staged.looks();
        Stamps stamps = workshop.gate().stamps();
        FileTime stamp = looks.isPresent() ? stamps.marked(looks.get().modified()) : stamps.next();
        folder.setTimes(staged.name(), stamp, stamp);
        BasicFileAttributes fresh = staged.stat();
        Optional<Instant> birth = looks.isPresent()
                ? looks.get().created()
                : replaces ? created.of(place.hostPath(), old) : Optional.of(stamp.toInstant());
        if (looks.isEmpty() && !replaces && created.tellsBirth(fresh)) {
            birth = Optional.of(fresh.creationTime().toInstant());
        } else {
            created.note(staged.hostPath(), birth);
        }
        if (fresh instanceof PosixFileAttributes posix) {
            var wanted = permissions(replaces ? (PosixFileAttributes) old : posix, looks);
            if (!wanted.equals(posix.permissions())) {
                folder.setPermissions(staged.name(), wanted);
                fresh = staged.stat();
            }
        }
        FileInfo.Builder builder = Entries.describe(path, fresh);
        if (created.areKept()) {
            birth.ifPresent(builder::created);
        }
        return builder.build();
    }

    private static Set<PosixFilePermission> permissions(PosixFileAttributes model, Optional<Looks> looks) {
        if (looks.isEmpty()) {
            return model.permissions();
        }
        Set<PosixFilePermission> all = EnumSet.copyOf(model.permissions());
        RUNNING.forEach((run, read) -> {
            if (looks.get().isExecutable() && all.contains(read)) {
                all.add(run);
            } else {
                all.remove(run);
            }
        });
        return all;
    }

    private FileInfo makeDirectory(Change.MakeDirectory make, boolean durable) throws IOException {
        try (Place place = root.locate(make.path())) {
            ask(place, make.path(), make.guard());
        }
        tree.makeDirectory(make.path(), durable);
        return look(make.path());
    }

    FileInfo look(StorePath path) throws IOException {
        try (Place place = root.locate(path)) {
            return Entries.info(path, place.stat()).orElseThrow(() -> new NotFoundException(path.toString()));
        }
    }

    private FileInfo remove(Change.Remove remove, boolean durable) throws IOException {
        StorePath path = remove.path();
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = present(ask(place, path, remove.guard()), path);
            if (!there.isDirectory()) {
                place.directory().deleteFile(place.name());
            } else if (remove.recursive()) {
                tree.removeTree(place.directory(), place.name(), path);
            } else {
                removeEmpty(place, path);
            }
            if (durable) {
                place.directory().force();
            }
            return Entries.describe(path, there).build();
        }
    }

    static BasicFileAttributes present(BasicFileAttributes there, StorePath path) {
        if (there == null) {
            throw new NotFoundException(path.toString());
        }
        return there;
    }

    private void removeEmpty(Place place, StorePath path) throws IOException {
        try {
            place.directory().deleteDirectory(place.name());
        } catch (DirectoryNotEmptyException e) {
            throw notEmpty(place, path);
        }
    }

    private InvalidOperationException notEmpty(Place place, StorePath path) throws IOException {
        try (Directory directory = place.directory().open(place.name())) {
            if (directory.names().stream().noneMatch(root.names()::isExpressible)) {
                return new InvalidOperationException(Reason.NOT_EMPTY, path.toString(),
                        "the directory holds names that cannot be shown here; a recursive delete takes them along");
            }
        }
        return new InvalidOperationException(Reason.NOT_EMPTY, path.toString());
    }

    private FileInfo move(Change.Move move, boolean durable) throws IOException {
        if (move.from().isRoot()) {
            throw new InvalidOperationException(Reason.IS_ROOT, "");
        }
        try (Place from = root.locate(move.from())) {
            BasicFileAttributes moved = present(ask(from, move.from(), move.source()), move.from());
            try (Place to = root.locate(move.path())) {
                BasicFileAttributes there = ask(to, move.path(), move.guard());
                refuseDirectory(there, move.path());
                if (there != null && moved.isDirectory()) {
                    throw new InvalidOperationException(Reason.NOT_DIRECTORY, move.path().toString());
                }
                if (moved.isDirectory() && to.path().startsWith(from.path())) {
                    throw new InvalidOperationException(Reason.INTO_ITSELF, move.path().toString());
                }
            }
            tree.putInPlace(from.directory(), from.name(), move.path(), durable);
            removeOtherName(from, moved, move);
            if (durable) {
                from.directory().force();
            }
        }
        return look(move.path());
    }

    /** A rename from one name of a file to another name of the same file does nothing: the first is still there. */
    private void removeOtherName(Place from, BasicFileAttributes moved, Change.Move move) throws IOException {
        BasicFileAttributes left = from.stat();
        if (left != null && !left.isDirectory() && Objects.equals(left.fileKey(), moved.fileKey())
                && !isNameOfSame(move)) {
            from.directory().deleteFile(from.name());
        }
    }

    /** Where letter case and the form of characters do not count, both paths still name the one entry. */
    private static boolean isNameOfSame(Change.Move move) {
        return Names.folded(move.from().toString()).equals(Names.folded(move.path().toString()));
    }
}
