package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.ReservedNames;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The directory that a store is rooted in, held open; finds the way to every entry below it. Safe for many threads. */
final class Root implements Closeable {

    private static final int MOST_KNOWN = 4096;

    private final Path given;
    private final Path real;
    private final Directory directory;
    private final Object key;
    private final Names names;
    private final Set<String> known = new BoundedSet(MOST_KNOWN);
    private final IdleDirectories idle;

    private Root(Path given, Path real, Directory directory, BasicFileAttributes attributes, ReservedNames reserved) {
        this.given = given;
        this.real = real;
        this.directory = directory;
        this.key = attributes.fileKey();
        this.idle = new IdleDirectories(directory, attributes);
        this.names = new Names(real.getFileSystem(), reserved);
    }

    /** @param path of a directory that is there */
    static Root open(Path path, Set<String> reserved) throws IOException {
        Path real = path.toRealPath();
        Directory directory = directory(real);
        return new Root(path.toAbsolutePath().normalize(), real, directory, directory.attributes(),
                ReservedNames.of(reserved));
    }

    private static Directory directory(Path real) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureDirectory(secure, real);
        }
        stream.close();
        return CheckedDirectory.at(real);
    }

    Directory directory() {
        return directory;
    }

    /** Equal for two roots that are one directory. */
    Object key() {
        return key != null ? key : real.toUri();
    }

    Names names() {
        return names;
    }

    /** By path, for what only a path can do. */
    Path path() {
        return real;
    }

    /** Paths that were directories when last seen. */
    Set<String> known() {
        return known;
    }

    /** Where ways have ended lately. */
    IdleDirectories idle() {
        return idle;
    }

    Place itself() {
        return new Place(directory, real.getFileSystem().getPath("."), StorePath.ROOT, List.of(), null, null,
                Place.NOTHING);
    }

    /** Finds the place of an entry; a link at its end is not followed. */
    Place locate(StorePath path) throws IOException {
        return new Walk(this, path, false).go();
    }

    /** Finds the place that an entry's path leads to, through whatever links. */
    Place locateFollowing(StorePath path) throws IOException {
        return new Walk(this, path, true).go();
    }

    /** Opens a directory, but not through a link at the end of its path; {@code null} where nothing is. */
    Directory openDirectory(StorePath path) throws IOException {
        try (Place place = locate(path)) {
            BasicFileAttributes found = place.stat();
            if (found == null) {
                return null;
            }
            if (!found.isDirectory()) {
                throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
            }
            return place.directory().open(place.name());
        } catch (NoSuchFileException e) {
            return null; // it went after the look
        } catch (NotDirectoryException e) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString());
        }
    }

    /** What a link says, as segments from the root (an absolute target) or from the link's directory. */
    List<String> segmentsInside(Path target, StorePath asked) {
        Path way = target;
        if (target.isAbsolute()) {
            Path prefix = target.startsWith(real) ? real : given;
            if (!target.startsWith(prefix)) {
                throw new InvalidOperationException(Reason.OUTSIDE_ROOT, asked.toString());
            }
            if (target.getNameCount() == prefix.getNameCount()) {
                return List.of();
            }
            way = target.subpath(prefix.getNameCount(), target.getNameCount());
        }
        List<String> segments = new ArrayList<>();
        for (Path name : way) {
            String segment = name.toString();
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (names.isReserved(segment)) {
                throw new InvalidOperationException(Reason.RESERVED_NAME, asked.toString());
            }
            if (!segment.equals("..") && !names.isExpressible(name)) {
                throw new InvalidOperationException(Reason.INVALID_PATH, asked.toString(),
                        "the link leads to a name that cannot be written as a path here");
            }
            segments.add(segment);
        }
        return segments;
    }

    /** Fails where the root's path leads to another directory than the one that is open, or to none. */
    void checkStillThere() {
        try {
            Object now = Files.readAttributes(real, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
            if (Objects.equals(key, now)) {
                return;
            }
        } catch (IOException e) {
            throw gone("removed, or cannot be reached");
        }
        throw gone("replaced by another");
    }

    private static BackendUnavailableException gone(String how) {
        return new BackendUnavailableException("", "the root directory was " + how
                + " while it was open; put it back, or open the backend again");
    }

    @Override
    public void close() throws IOException {
        try (Directory last = directory) {
            idle.close();
        }
    }
}
