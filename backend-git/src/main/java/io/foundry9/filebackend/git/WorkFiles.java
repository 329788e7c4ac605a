package io.foundry9.filebackend.git;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StorePath;
import io.foundry9.filebackend.spi.StoreReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Looks at the files of the work tree as git would store them: byte by byte, without conversions. Safe for many threads. */
final class WorkFiles {

    private static final int MOST_TRIES = 10;

    private final Store store;
    private final Path root;

    WorkFiles(Store store, Path root) {
        this.store = store;
        this.root = root;
    }

    /** Makes an object of some content, or only tells what its id would be. */
    interface Blobs {
        ObjectId of(long length, InputStream content) throws IOException;

        static Blobs stored(ObjectInserter inserter) {
            return (length, content) -> inserter.insert(Constants.OBJ_BLOB, length, content);
        }

        static Blobs computed() {
            return (length, content) -> {
                try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
                    return formatter.idFor(Constants.OBJ_BLOB, length, content);
                }
            };
        }
    }

    /**
     * A file as it was found.
     *
     * @param modified its time, to the last digit, as git's index has it
     */
    record Found(TreeEntry entry, Instant modified, long size) {}

    /**
     * What is at a path that is no directory.
     *
     * @param before what the tree has there, for the mode where the file system has none
     */
    Optional<Found> look(RawPath path, Blobs blobs, Optional<TreeEntry> before) throws IOException {
        Path file = host(path);
        if (file == null) {
            return Optional.empty();
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            BasicFileAttributes seen = attributes(file);
            if (seen == null || seen.isDirectory() || seen.isOther()) {
                return Optional.empty();
            }
            try {
                ObjectId id = seen.isSymbolicLink() ? link(file, blobs) : content(path, file, seen.size(), blobs);
                if (isSame(seen, attributes(file))) {
                    FileMode mode = mode(seen, before);
                    return Optional.of(new Found(new TreeEntry(mode, id), seen.lastModifiedTime().toInstant(),
                            seen.size()));
                }
            } catch (NoSuchFileException | EOFException e) {
                continue; // it has changed since it was looked at
            }
        }
        throw new StorageException(Kind.IO, path.display(), "the file keeps changing while it is read", null);
    }

    /** How a file looks of which it is known what it holds. */
    Optional<Found> stat(RawPath path, TreeEntry entry) throws IOException {
        Path file = host(path);
        BasicFileAttributes seen = file == null ? null : attributes(file);
        return seen == null || seen.isDirectory() || !mode(seen, Optional.of(entry)).equals(entry.mode())
                ? Optional.empty()
                : Optional.of(new Found(entry, seen.lastModifiedTime().toInstant(), seen.size()));
    }

    /** Whether a file or link, and no directory, is there. */
    boolean exists(RawPath path) throws IOException {
        Path file = host(path);
        BasicFileAttributes found = file == null ? null : attributes(file);
        return found != null && !found.isDirectory();
    }

    boolean isFile(RawPath path) throws IOException {
        Path file = host(path);
        return file != null && Files.isRegularFile(file, NOFOLLOW_LINKS);
    }

    boolean isDirectory(RawPath path) throws IOException {
        Path file = host(path);
        BasicFileAttributes found = file == null ? null : attributes(file);
        return found != null && found.isDirectory();
    }

    /** {@code null} where this JVM has no such name. */
    private Path host(RawPath path) {
        String text = path.text();
        if (text.indexOf('\uFFFD') >= 0 && path.storePath().isEmpty()) {
            return null;
        }
        try {
            return root.resolve(text);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        Class<? extends BasicFileAttributes> kind =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? PosixFileAttributes.class
                        : BasicFileAttributes.class;
        try {
            return Files.readAttributes(file, kind, NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        } catch (FileSystemException e) {
            if ("Not a directory".equals(e.getReason())) {
                return null;
            }
            throw e;
        }
    }

    private static ObjectId link(Path link, Blobs blobs) throws IOException {
        byte[] target = Files.readSymbolicLink(link).toString().getBytes(StandardCharsets.UTF_8);
        return blobs.of(target.length, new ByteArrayInputStream(target));
    }

    /** By the store, which follows nothing out of the root, where it has the path. */
    private ObjectId content(RawPath path, Path file, long size, Blobs blobs) throws IOException {
        Optional<StorePath> known = path.storePath();
        if (known.isEmpty()) {
            try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
                return blobs.of(size, in);
            }
        }
        try (StoreReader reader = store.open(known.get(), 0); InputStream in = Channels.newInputStream(reader)) {
            return blobs.of(size, in);
        }
    }

    private static FileMode mode(BasicFileAttributes file, Optional<TreeEntry> before) {
        if (file.isSymbolicLink()) {
            return FileMode.SYMLINK;
        }
        if (file instanceof PosixFileAttributes posix) {
            return posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
                    ? FileMode.EXECUTABLE_FILE
                    : FileMode.REGULAR_FILE;
        }
        return before.filter(TreeEntry::isFile).map(TreeEntry::mode).orElse(FileMode.REGULAR_FILE);
    }

    private static boolean isSame(BasicFileAttributes seen, BasicFileAttributes now) {
        return now != null && Objects.equals(seen.fileKey(), now.fileKey()) && seen.size() == now.size()
                && seen.lastModifiedTime().equals(now.lastModifiedTime())
                && seen.isSymbolicLink() == now.isSymbolicLink();
    }
}
