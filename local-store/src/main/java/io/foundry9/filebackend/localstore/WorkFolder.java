package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The store's own folder in its root: {@code lock}, {@code staging/NUMBER} for each living JVM that writes, and
 * {@code journal} while several changes are made. It comes into being with the first change; reading makes nothing. Safe
 * for use by many threads.
 */
final class WorkFolder implements Closeable {

    private static final String STAGING = "staging";
    private static final String LOCK = "lock";

    private static final Set<StandardOpenOption> LOCKABLE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Root root;
    private final Path relative;
    private final FirstUse firstUse;
    private volatile Workshop workshop;
    private boolean closed;

    /** What is done before anything else once the folder is open. */
    interface FirstUse {
        void of(Workshop workshop) throws IOException;
    }

    WorkFolder(Root root, String relative, FirstUse firstUse) {
        this.root = root;
        this.relative = root.path().getFileSystem().getPath(relative);
        this.firstUse = firstUse;
    }

    /** What is needed to change anything; made now if it is not there yet. */
    Workshop workshop() throws IOException {
        Workshop made = workshop;
        return made != null ? made : make();
    }

    private synchronized Workshop make() throws IOException {
        if (closed) {
            throw Failures.closed();
        }
        if (workshop == null) {
            Workshop made = equip();
            try {
                firstUse.of(made);
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
            workshop = made;
        }
        return workshop;
    }

    private Workshop equip() throws IOException {
        Directory folder = openOrMake(root.directory(), relative);
        Directory staging = null;
        try {
            staging = openOrMake(folder, folder.path().getFileSystem().getPath(STAGING));
            return new Workshop(folder, staging, Gate.enter(key(folder), () -> lockChannel(folder)), this::forceWay);
        } catch (IOException | RuntimeException e) {
            folder.close();
            if (staging != null) {
                staging.close();
            }
            throw e;
        }
    }

    /**
     * Gives up an open folder that somebody has removed or replaced, so that the next change makes a new one.
     *
     * @return false if it is still there
     */
    synchronized boolean renew(Workshop broken) throws IOException {
        if (workshop == broken) {
            Path folder = path();
            if (Files.isDirectory(folder, NOFOLLOW_LINKS) && key(broken.folder())
                    .equals(key(Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS), folder))
                    && Files.isDirectory(broken.area().folder().path(), NOFOLLOW_LINKS)) {
                return false;
            }
            workshop = null;
            broken.close();
        }
        return true;
    }

    private static String key(Directory folder) throws IOException {
        return key(folder.attributes(), folder.path());
    }

    private static String key(BasicFileAttributes attributes, Path path) {
        return attributes.fileKey() != null ? attributes.fileKey().toString() : path.toUri().toString();
    }

    private FileChannel lockChannel(Directory folder) throws IOException {
        Path lock = folder.path().getFileSystem().getPath(LOCK);
        boolean isNew = folder.stat(lock) == null;
        SeekableByteChannel channel = folder.channel(lock, LOCKABLE);
        if (!(channel instanceof FileChannel file)) {
            channel.close();
            return null;
        }
        try {
            if (isNew) {
                share(folder, lock);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void share(Directory folder, Path file) throws IOException {
        Set<PosixFilePermission> shared = sharedWith();
        if (!shared.isEmpty()) {
            shared.removeAll(PosixFilePermissions.fromString("--x--x--x"));
            folder.setPermissions(file, shared);
        }
    }

    private Directory openOrMake(Directory parent, Path way) throws IOException {
        Directory here = parent;
        for (Path name : way) {
            Directory next;
            try {
                BasicFileAttributes there = here.stat(name);
                if (there == null) {
                    makeDirectory(here.path().resolve(name));
                } else if (!there.isDirectory()) {
                    throw new InvalidOperationException(Reason.NOT_DIRECTORY, relative.toString(),
                            "something that is no directory has the name of the backend's own folder; move it away");
                }
                next = here.open(name);
            } finally {
                if (here != parent) {
                    here.close();
                }
            }
            here = next;
        }
        return here;
    }

    private void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            Set<PosixFilePermission> shared = sharedWith();
            if (!shared.isEmpty()) {
                Files.setPosixFilePermissions(directory, shared);
            }
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster
        }
    }

    /** Forces the names of the directories from the root to the folder. */
    private void forceWay() throws IOException {
        root.directory().force();
        for (int names = 1; names < relative.getNameCount(); names++) {
            try (Directory between = openOrMake(root.directory(), relative.subpath(0, names))) {
                between.force();
            }
        }
    }

    /** The root's permissions, if others than its owner may write in it and so must be able to work here; else none. */
    private Set<PosixFilePermission> sharedWith() throws IOException {
        BasicFileAttributes attributes = root.directory().attributes();
        if (attributes instanceof PosixFileAttributes posix
                && (posix.permissions().contains(PosixFilePermission.GROUP_WRITE)
                        || posix.permissions().contains(PosixFilePermission.OTHERS_WRITE))) {
            return EnumSet.copyOf(posix.permissions());
        }
        return Set.of();
    }

    /** The stamps that this JVM has given below the root lately. */
    Stamps stamps() throws IOException {
        Workshop made = workshop;
        if (made != null) {
            return made.gate().stamps();
        }
        Path folder = path();
        return Files.isDirectory(folder, NOFOLLOW_LINKS)
                ? Gate.stampsOf(key(Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS), folder))
                : Stamps.create();
    }

    private Path path() {
        return root.path().resolve(relative);
    }

    /** Equal for all stores on one root that keep their own files in the same folder of it. */
    Object identity() {
        return List.of(WorkFolder.class, root.key(), relative.toString());
    }

    /** Whether there is a journal, of a process that is at it or that died. */
    boolean hasJournal() {
        return Files.exists(path().resolve(Journal.NAME), NOFOLLOW_LINKS);
    }

    /** Whether processes, living or dead, have staging folders here. */
    boolean hasStaged() throws IOException {
        Path staging = path().resolve(STAGING);
        if (!Files.isDirectory(staging, NOFOLLOW_LINKS)) {
            return false;
        }
        try (var folders = Files.newDirectoryStream(staging)) {
            return folders.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Workshop made = workshop;
        if (made != null) {
            workshop = null;
            made.close();
        }
    }
}
