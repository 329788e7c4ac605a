package io.foundry9.filebackend.localstore;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The store's own folder in its root: {@code lock}, {@code staging/NUMBER} for each living JVM, and {@code journal}
 * while several changes are made. It comes into being with the first change; reading makes nothing. Safe for use by many
 * threads.
 */
final class WorkFolder implements Closeable {

    static final String STAGING = "staging";
    private static final String LOCK = "lock";

    private static final Set<StandardOpenOption> LOCKABLE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Root root;
    private final Path relative;
    private volatile Workshop workshop;
    private boolean closed;

    WorkFolder(Root root, String relative) {
        this.root = root;
        this.relative = root.path().getFileSystem().getPath(relative);
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
            Directory folder = openOrMake(root.directory(), relative);
            try {
                workshop = equip(folder);
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
            new Sweeper(workshop).sweep();
        }
        return workshop;
    }

    private Workshop equip(Directory folder) throws IOException {
        Directory staging = openOrMake(folder, path(STAGING));
        try {
            Gate gate = Gate.enter(key(folder), () -> lockChannel(folder));
            try {
                return new Workshop(folder, staging, gate, new RootLock(gate), area(staging, gate));
            } catch (IOException | RuntimeException e) {
                gate.leave(() -> {});
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            staging.close();
            throw e;
        }
    }

    private static String key(Directory folder) throws IOException {
        Object key = folder.attributes().fileKey();
        return key != null ? key.toString() : folder.path().toUri().toString();
    }

    private FileChannel lockChannel(Directory folder) throws IOException {
        Path lock = path(LOCK);
        boolean isNew = folder.stat(lock) == null;
        SeekableByteChannel channel = folder.channel(lock, LOCKABLE);
        if (!(channel instanceof FileChannel file)) {
            channel.close();
            return null;
        }
        Set<PosixFilePermission> permissions = isNew ? sharedWith() : Set.of();
        if (!permissions.isEmpty()) {
            permissions.removeAll(PosixFilePermissions.fromString("--x--x--x"));
            folder.setPermissions(lock, permissions);
        }
        return file;
    }

    /** The staging folder of this JVM: that of others who have entered the gate, or a new one. */
    private StagingArea area(Directory staging, Gate gate) throws IOException {
        synchronized (gate.monitor()) {
            if (gate.folder() == null) {
                gate.setFolder(makeFolder(staging, gate));
            }
            long number = gate.folder();
            return new StagingArea(staging.open(path(Long.toString(number))), number);
        }
    }

    private long makeFolder(Directory staging, Gate gate) throws IOException {
        while (true) {
            long number = ThreadLocalRandom.current().nextLong(1L << 40);
            if (gate.reachesOtherProcesses() && gate.tryLock(LockFile.FOLDERS + number, 1, false) == null) {
                continue;
            }
            try {
                Files.createDirectory(staging.path().resolve(Long.toString(number)), ownerOnly());
                return number;
            } catch (FileAlreadyExistsException e) {
                continue; // of one that died: its byte stays held, so that nobody mistakes it for ours
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return root.path().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    private Directory openOrMake(Directory parent, Path way) throws IOException {
        Directory here = parent;
        for (Path name : way) {
            Directory next;
            try {
                if (here.stat(name) == null) {
                    makeDirectory(here.path().resolve(name));
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
            Set<PosixFilePermission> permissions = sharedWith();
            if (!permissions.isEmpty()) {
                Files.setPosixFilePermissions(directory, permissions);
            }
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster
        }
    }

    /** The root's permissions, if it can be written by others than its owner; they must then be able to work here. None
     * otherwise. */
    private Set<PosixFilePermission> sharedWith() throws IOException {
        BasicFileAttributes attributes = root.directory().attributes();
        if (attributes instanceof PosixFileAttributes posix
                && (posix.permissions().contains(PosixFilePermission.GROUP_WRITE)
                        || posix.permissions().contains(PosixFilePermission.OTHERS_WRITE))) {
            return EnumSet.copyOf(posix.permissions());
        }
        return Set.of();
    }

    private Path path(String name) {
        return root.path().getFileSystem().getPath(name);
    }

    /** The stamps that this JVM has given below the root lately. */
    Stamps stamps() throws IOException {
        Workshop made = workshop;
        if (made != null) {
            return made.gate().stamps();
        }
        Path folder = root.path().resolve(relative);
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return Stamps.create();
        }
        Object key = Files.readAttributes(folder, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
        return Gate.stampsOf(key != null ? key.toString() : folder.toUri().toString());
    }

    /** Whether a process may have left something here that is to be finished or swept. */
    boolean hasLeftovers() throws IOException {
        Path folder = root.path().resolve(relative);
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.exists(folder.resolve(Journal.NAME), NOFOLLOW_LINKS)) {
            return true;
        }
        Path staging = folder.resolve(STAGING);
        if (!Files.isDirectory(staging, NOFOLLOW_LINKS)) {
            return false;
        }
        try (var folders = Files.newDirectoryStream(staging)) {
            return folders.iterator().hasNext();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Workshop made = workshop;
        if (made == null) {
            return;
        }
        workshop = null;
        try (Directory folder = made.folder();
                Directory staging = made.staging();
                Directory own = made.area().folder()) {
            made.gate().leave(() -> new Sweeper(made).removeOwn());
        }
    }
}
