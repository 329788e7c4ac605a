package io.foundry9.filebackend.core;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.VersionMismatchException;
import io.foundry9.filebackend.spi.Guard;
import io.foundry9.filebackend.spi.StorePath;
import java.util.Optional;

/**
 * What may be at a path when it is written, as guards that the store asks at the moment of the change. What is of the
 * wrong type is refused whatever the options; then what exists is refused unless it may be overwritten; then conditions
 * count.
 */
final class Rules {

    private Rules() {}

    /**
     * Thrown by a guard that meets a link where its target is meant. The caller follows the link and tries again there;
     * so a write that meets none costs no look for one.
     */
    static final class LinkMet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LinkMet() {
            super("a link is to be followed", null, false, false);
        }
    }

    /** Thrown by a guard when a directory came to be where a lock for one entry was thought to do. */
    static final class TreeMet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TreeMet() {
            super("the whole tree is to be locked", null, false, false);
        }
    }

    /** A file is made, or replaced if it may be. */
    static Guard create(StorePath path, WriteSettings settings) {
        return existing -> {
            refuseDirectory(path, existing);
            if (existing.isPresent() && !settings.overwrite()) {
                throw new AlreadyExistsException(path.toString(), existing.get().type());
            }
            followLink(existing);
            refuseOther(path, existing);
            checkConditions(path, settings, existing);
        };
    }

    /** A file that must be there gets new content. */
    static Guard update(StorePath path, WriteSettings settings) {
        return existing -> {
            require(path, existing);
            refuseDirectory(path, existing);
            followLink(existing);
            refuseOther(path, existing);
            checkConditions(path, settings, existing);
        };
    }

    /** A directory is made, or kept if it may be there. */
    static Guard createDirectory(StorePath path, WriteSettings settings) {
        return existing -> {
            if (existing.isPresent() && !existing.get().isDirectory() && !existing.get().isSymlink()) {
                throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString(),
                        "a file of that name is in the way");
            }
            if (existing.isPresent() && !settings.overwrite()) {
                throw new AlreadyExistsException(path.toString(), existing.get().type());
            }
            followLink(existing);
        };
    }

    /** What is removed or moved must be there, and must not have become a directory. */
    static Guard take(StorePath path, boolean treeLocked) {
        return existing -> {
            FileInfo info = require(path, existing);
            if (info.isDirectory() && !treeLocked) {
                throw new TreeMet();
            }
        };
    }

    /**
     * Something comes to a path by a move. A link that is there is replaced itself.
     *
     * @param arriving what it is
     */
    static Guard arrive(StorePath path, FileType arriving, WriteSettings settings) {
        return existing -> {
            refuseDirectory(path, existing);
            if (existing.isPresent() && !settings.overwrite()) {
                throw new AlreadyExistsException(path.toString(), existing.get().type());
            }
            if (existing.isPresent() && arriving == FileType.DIRECTORY) {
                throw new InvalidOperationException(Reason.NOT_DIRECTORY, path.toString(),
                        "a file is there, and a directory cannot replace it");
            }
            refuseOther(path, existing);
            checkConditions(path, settings, existing);
        };
    }

    private static FileInfo require(StorePath path, Optional<FileInfo> existing) {
        return existing.orElseThrow(() -> new NotFoundException(path.toString()));
    }

    private static void refuseDirectory(StorePath path, Optional<FileInfo> existing) {
        if (existing.isPresent() && existing.get().isDirectory()) {
            throw new InvalidOperationException(Reason.IS_DIRECTORY, path.toString());
        }
    }

    private static void refuseOther(StorePath path, Optional<FileInfo> existing) {
        if (existing.isPresent() && existing.get().type() == FileType.OTHER) {
            throw new InvalidOperationException(Reason.NOT_A_FILE, path.toString());
        }
    }

    private static void followLink(Optional<FileInfo> existing) {
        if (existing.isPresent() && existing.get().isSymlink()) {
            throw new LinkMet();
        }
    }

    private static void checkConditions(StorePath path, WriteSettings settings, Optional<FileInfo> existing) {
        Optional<String> found = existing.flatMap(FileInfo::version);
        boolean fits = (!settings.ifAbsent() || existing.isEmpty())
                && (settings.ifVersion().isEmpty() || settings.ifVersion().equals(found));
        if (!fits) {
            throw new VersionMismatchException(path.toString(), found);
        }
    }
}
