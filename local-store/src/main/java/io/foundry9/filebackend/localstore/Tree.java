package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps by which the tree below a root is changed. Each is one rename that others see, done again without harm. The
 * caller holds the lock. Safe for use by many threads.
 */
final class Tree {

    /** How often a parent is made again that somebody replaces or removes in the same moment. */
    private static final int MOST_TRIES = 64;

    private final Root root;
    private final StagingArea area;
    private final CreatedTimes created;

    Tree(Root root, StagingArea area, CreatedTimes created) {
        this.root = root;
        this.area = area;
        this.created = created;
    }

    /** Renames something from a directory of ours to its place in the tree, whose parents are made if missing. */
    void putInPlace(Directory from, Path name, StorePath path, boolean durable) throws IOException {
        for (int tries = 1;; tries++) {
            try (Place place = withParents(path, durable)) {
                from.move(name, place.directory(), place.name());
                if (durable) {
                    place.directory().force();
                }
                return;
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES || from.stat(name) == null) {
                    throw e;
                }
            } catch (FileSystemException e) {
                throw refused(e, path);
            }
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
            } catch (IOException | RuntimeException e) {
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
        Path top = area.newDirectory();
        try {
            Path inner = area.folder().path().resolve(top);
            note(inner);
            for (String name : names.subList(1, names.size())) {
                inner = inner.resolve(root.names().of(name, place.path()));
                Files.createDirectory(inner);
                note(inner);
            }
            area.folder().move(top, place.directory(), root.names().of(names.get(0), place.path()));
            if (durable) {
                place.directory().force();
            }
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            discard(top);
        } catch (IOException e) {
            discard(top);
            if (Failures.isNotEmpty(e)) {
                return;
            }
            throw e;
        }
    }

    private void note(Path directory) throws IOException {
        created.note(directory, Optional.of(Instant.now()));
    }

    private void discard(Path top) throws IOException {
        new TreeRemover(area.folder()).remove(top);
    }

    /** Takes an entry out of the tree into a directory of ours. */
    void takeAway(Place place, Directory to, Path name, boolean durable) throws IOException {
        place.directory().move(place.name(), to, name);
        if (durable) {
            place.directory().force();
        }
    }
}
