package io.foundry9.filebackend.localstore;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The steps by which the tree below a root is changed. Each is one rename that others see, done again without harm. The
 * caller holds the lock. Safe for use by many threads.
 */
final class Tree {

    /** How often a parent is made again that somebody replaces or removes in the same moment. */
    private static final int MOST_TRIES = 64;

    private final Root root;
    private final Workshop workshop;
    private final CreatedTimes created;
    private final Elsewhere elsewhere;

    Tree(Root root, Workshop workshop, CreatedTimes created) {
        this.root = root;
        this.workshop = workshop;
        this.created = created;
        this.elsewhere = new Elsewhere(root);
    }

    /** What is done at a place before something is put there. */
    interface Preparation {
        Preparation NONE = place -> {};

        void at(Place place) throws IOException;
    }

    /** Renames something from a directory of ours to its place in the tree, whose parents are made if missing. */
    void putInPlace(Directory from, Path name, StorePath path, boolean durable) throws IOException {
        putInPlace(from, name, path, Preparation.NONE, durable);
    }

    /** The same, after something else that may be done again should the place change meanwhile. */
    void putInPlace(Directory from, Path name, StorePath path, Preparation preparation, boolean durable)
            throws IOException {
        for (int tries = 1;; tries++) {
            try (Place place = withParents(path, durable)) {
                preparation.at(place);
                moveOrTell(from, name, place, path, durable);
                if (durable) {
                    place.directory().force();
                }
                return;
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES || from.stat(name) == null) {
                    throw e;
                }
            }
        }
    }

    private void moveOrTell(Directory from, Path name, Place place, StorePath path, boolean durable)
            throws IOException {
        try {
            move(from, name, place, durable);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            throw refused(e, path);
        }
    }

    /** One rename; or, to another file system, a copy beside the target, a rename there, and the original goes. */
    private void move(Directory from, Path name, Place place, boolean durable) throws IOException {
        try {
            from.move(name, place.directory(), place.name());
        } catch (FileSystemException e) {
            if (!isAcrossFileSystems(e, from, name)) {
                throw e;
            }
            carry(from, name, place, durable);
        }
    }

    /**
     * Whether a rename failed because its ends lie on different file systems, or because one is mounted at the entry. The
     * words of the failure don't tell: they are in the language of the system.
     */
    private static boolean isAcrossFileSystems(FileSystemException failure, Directory parent, Path name)
            throws IOException {
        if (failure instanceof AtomicMoveNotSupportedException) {
            return true;
        }
        BasicFileAttributes entry = parent.stat(name);
        return entry != null && FileKeys.differentDevices(parent.attributes(), entry);
    }

    private void carry(Directory from, Path name, Place place, boolean durable) throws IOException {
        StagingArea area = workshop.area();
        Path copy = area.newName();
        try (Elsewhere.Folder beside = elsewhere.in(place.directory(), place.path().parent(), area)) {
            new TreeCopier(created, durable).copy(from, name, beside.directory(), copy);
            beside.directory().move(copy, place.directory(), place.name());
        }
        removeTree(from, name, place.path());
    }

    /** Removes an entry with everything in it: out of sight first. What cannot be removed is where it was. */
    void removeTree(Directory parent, Path name, StorePath path) throws IOException {
        StagingArea area = workshop.area();
        Path trash = area.newName();
        try {
            parent.move(name, area.folder(), trash);
        } catch (FileSystemException e) {
            if (!isAcrossFileSystems(e, parent, name)) {
                throw e;
            }
            removeElsewhere(parent, name, path, area);
            return;
        }
        removeOrRestore(area.folder(), trash, parent, name, path);
    }

    private void removeElsewhere(Directory parent, Path name, StorePath path, StagingArea area) throws IOException {
        Path trash = area.newName();
        try (Elsewhere.Folder beside = elsewhere.in(parent, path.parent(), area)) {
            parent.move(name, beside.directory(), trash);
            removeOrRestore(beside.directory(), trash, parent, name, path);
        } catch (FileSystemException e) {
            if (isAcrossFileSystems(e, parent, name)) {
                throw new InvalidOperationException(Reason.ACCESS_DENIED, path.toString(),
                        "another file system is mounted here; unmount it, or delete what is in it");
            }
            throw e;
        }
    }

    private static void removeOrRestore(Directory folder, Path trash, Directory parent, Path name, StorePath path)
            throws IOException {
        try {
            new TreeRemover(folder).remove(trash);
        } catch (IOException e) {
            folder.move(trash, parent, name);
            if (e instanceof AccessDeniedException) {
                throw new InvalidOperationException(Reason.ACCESS_DENIED, path.toString(),
                        "permission denied for something in it; what could be deleted is gone, the rest is still there");
            }
            throw e;
        }
    }

    private IOException refused(FileSystemException failure, StorePath path) throws IOException {
        try (Place place = root.locate(path)) {
            BasicFileAttributes there = place.stat();
            if (there != null && there.isDirectory()) {
                throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
            }
        }
        return failure;
    }

    /** Finds a place and makes the parents that it lacks; the caller closes it. */
    Place withParents(StorePath path, boolean durable) throws IOException {
        for (int tries = 1;; tries++) {
            Place place = root.locate(path);
            try {
                place.refuseBlocker();
                if (place.missing().isEmpty()) {
                    return place;
                }
                if (tries == MOST_TRIES) {
                    throw new NoSuchFileException(path.toString());
                }
                makeChain(place, place.missing(), durable);
            } catch (Exception e) {
                place.close();
                throw e;
            }
            place.close();
        }
    }

    /** Makes a directory with its parents; one that is there stays. */
    void makeDirectory(StorePath path, boolean durable) throws IOException {
        for (int tries = 1;; tries++) {
            try (Place place = root.locate(path)) {
                place.refuseBlocker();
                BasicFileAttributes there = place.stat();
                if (there != null && there.isDirectory()) {
                    return;
                }
                if (there != null) {
                    throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
                }
                if (tries == MOST_TRIES) {
                    throw new NoSuchFileException(path.toString());
                }
                List<String> chain = new ArrayList<>(place.missing());
                chain.add(place.name().toString());
                makeChain(place, chain, durable);
            }
        }
    }

    /** A chain of new directories appears at once. That somebody is faster is no harm: the caller looks again. */
    private void makeChain(Place place, List<String> names, boolean durable) throws IOException {
        StagingArea area = workshop.area();
        Path first = root.names().of(names.get(0), place.path());
        Path top = area.newDirectory();
        try {
            Path inner = area.folder().path().resolve(top);
            note(inner);
            for (String name : names.subList(1, names.size())) {
                inner = inner.resolve(root.names().of(name, place.path()));
                Files.createDirectory(inner);
                note(inner);
            }
            if (durable) {
                forceChain(area.folder(), top, names.subList(1, names.size()));
            }
            move(area.folder(), top,
                    new Place(place.directory(), first, chainTop(place), List.of(), null, null, Place.NOTHING),
                    durable);
            if (durable) {
                place.directory().force();
            }
        } catch (Exception e) {
            new TreeRemover(area.folder()).removeAfter(e, top);
            if (!(e instanceof FileSystemException) || place.directory().stat(first) == null) {
                throw e;
            }
        }
    }

    /** Forces the names of new directories that lie in each other. */
    private void forceChain(Directory parent, Path top, List<String> inner) throws IOException {
        Directory here = parent.open(top);
        try {
            for (String name : inner) {
                here.force();
                Directory next = here.open(here.path().getFileSystem().getPath(name));
                here.close();
                here = next;
            }
        } finally {
            here.close();
        }
    }

    /** The path of the outermost directory of a chain. */
    private static StorePath chainTop(Place place) {
        StorePath path = place.path();
        for (int i = 0; i < place.missing().size(); i++) {
            path = path.parent();
        }
        return path;
    }

    private void note(Path directory) throws IOException {
        created.noteNow(directory);
    }

    /** Takes an entry out of the tree into a staging folder; from another file system, by a copy. */
    void takeAway(Place place, Directory to, Path name, boolean durable) throws IOException {
        try {
            place.directory().move(place.name(), to, name);
        } catch (FileSystemException e) {
            if (!isAcrossFileSystems(e, place.directory(), place.name())) {
                throw e;
            }
            copyAway(place, to, name, durable);
        }
        if (durable) {
            place.directory().force();
        }
    }

    /** The copy gets its name when it is whole: whoever finds that name takes the entry for taken. */
    private void copyAway(Place place, Directory to, Path name, boolean durable) throws IOException {
        Path partial = workshop.area().newName();
        new TreeCopier(created, durable).copy(place.directory(), place.name(), to, partial);
        to.move(partial, to, name);
        if (durable) {
            to.force();
        }
        removeTree(place.directory(), place.name(), place.path());
    }

    /** Gives an entry a second name in a directory of ours, or where that cannot be, makes a copy there. */
    void keep(Place place, BasicFileAttributes there, Directory to, Path name) throws IOException {
        Path kept = to.path().resolve(name);
        if (there.isSymbolicLink()) {
            Files.createSymbolicLink(kept, Files.readSymbolicLink(place.hostPath()));
            return;
        }
        try {
            Files.createLink(kept, place.hostPath());
        } catch (FileSystemException | UnsupportedOperationException e) {
            copy(place, there, to, name);
            return;
        }
        if (!Objects.equals(to.stat(name).fileKey(), there.fileKey())) {
            to.deleteFile(name);
            throw new FileSystemException(place.path().toString(), null, "was swapped meanwhile");
        }
    }

    private static void copy(Place place, BasicFileAttributes there, Directory to, Path name) throws IOException {
        try (SeekableByteChannel source = place.directory().channel(place.name(), Set.of(READ));
                SeekableByteChannel target = to.channel(name, Set.of(CREATE_NEW, WRITE))) {
            Transfers.copy(source, target);
        }
        if (there instanceof PosixFileAttributes posix) {
            to.setPermissions(name, posix.permissions());
        }
        to.setTimes(name, there.lastModifiedTime(), there.lastAccessTime());
    }
}
