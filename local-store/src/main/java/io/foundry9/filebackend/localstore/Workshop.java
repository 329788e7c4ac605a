package io.foundry9.filebackend.localstore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a store needs to change anything: its work folder, open, the gate and the locks, and from the first change on a
 * staging folder. Owned by {@link WorkFolder}; safe for use by many threads.
 */
final class Workshop implements Closeable {

    private static final long HIGHEST_NUMBER = 1L << 40;

    private final Directory folder;
    private final Directory staging;
    private final Gate gate;
    private final RootLock locks;
    private final Anchor anchor;
    private volatile StagingArea area;
    private volatile boolean anchored;

    /** The way from the root to the work folder. */
    interface Anchor {
        /** Forces the names on it to the disk. */
        void force() throws IOException;
    }

    /**
     * @param folder the work folder
     * @param staging the folder in it that holds the staging folders of all JVMs
     * @param gate shared with others in this JVM
     * @param anchor what holds the work folder
     */
    Workshop(Directory folder, Directory staging, Gate gate, Anchor anchor) {
        this.folder = folder;
        this.staging = staging;
        this.gate = gate;
        this.locks = new RootLock(gate);
        this.anchor = anchor;
    }

    Directory folder() {
        return folder;
    }

    Directory staging() {
        return staging;
    }

    Gate gate() {
        return gate;
    }

    RootLock locks() {
        return locks;
    }

    Path name(String text) {
        return folder.path().getFileSystem().getPath(text);
    }

    /** The staging folder of this JVM: the one of others who have entered the gate, or a new one. */
    StagingArea area() throws IOException {
        StagingArea open = area;
        return open != null ? open : openArea();
    }

    private StagingArea openArea() throws IOException {
        synchronized (gate.monitor()) {
            if (area == null) {
                if (gate.folder() == null) {
                    gate.setFolder(makeFolder());
                }
                long number = gate.folder();
                area = new StagingArea(staging.open(name(Long.toString(number))), number);
            }
            return area;
        }
    }

    private long makeFolder() throws IOException {
        while (true) {
            long number = ThreadLocalRandom.current().nextLong(HIGHEST_NUMBER);
            HeldLock life = new HeldLock();
            if (gate.reachesOtherProcesses()) {
                life.add(gate.tryLock(LockFile.FOLDERS + number, 1, false));
                if (life.isEmpty()) {
                    continue;
                }
            }
            try {
                Files.createDirectory(staging.path().resolve(Long.toString(number)), ownerOnly());
                return number;
            } catch (FileAlreadyExistsException e) {
                continue; // of one that died: its byte stays held, so that nobody sweeps while we look for another
            } catch (Exception e) {
                life.close();
                throw e;
            }
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return folder.path().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    /** Forces the names of all that is staged, and of what it lies in, to the disk. */
    void force() throws IOException {
        area().folder().force();
        staging.force();
        if (!anchored) {
            anchor.force();
            anchored = true;
        }
    }

    /** Whether a folder is the one of this JVM. */
    boolean isOwn(long number) {
        Long own = gate.folder();
        return own != null && own == number;
    }

    @Override
    public void close() throws IOException {
        StagingArea opened = area;
        try (Directory work = folder; Directory all = staging;
                Directory own = opened == null ? null : opened.folder()) {
            gate.leave(() -> Sweeper.removeOwn(this));
        }
    }
}
