package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What is at a path, and what Java's file operations want to be there. */
final class Entries {

    private Entries() {}

    /** What is there; a link is told of itself. */
    static Optional<FileInfo> look(VaultPath path) throws IOException {
        return EntryCalls.run(path, () -> {
            try {
                return Optional.of(path.getFileSystem().backend().info(path.inBackend()));
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** What is there; a link is told of itself. */
    static FileInfo require(VaultPath path) throws IOException {
        return EntryCalls.run(path, () -> path.getFileSystem().backend().info(path.inBackend()));
    }

    /** What is there, or where the link leads that is there. */
    static FileInfo follow(VaultPath path) throws IOException {
        FileInfo info = require(path);
        return info.isSymlink() ? EntryCalls.run(path, () -> targetOf(path)) : info;
    }

    /**
     * Of the target of a link a backend tells whether it is there, what type it is, and by opening it at offsets how
     * long it is; no times and no permissions.
     */
    private static FileInfo targetOf(VaultPath link) throws IOException {
        try {
            link.getFileSystem().backend().openRead(link.inBackend()).close();
        } catch (InvalidOperationException e) {
            if (e.reason() == Reason.IS_DIRECTORY) {
                return FileInfo.builder(link.inBackend(), FileType.DIRECTORY).build();
            }
            if (e.reason() == Reason.NOT_A_FILE) {
                return FileInfo.builder(link.inBackend(), FileType.OTHER).build();
            }
            throw e;
        }
        return FileInfo.builder(link.inBackend(), FileType.FILE).size(lengthOf(link)).build();
    }

    private static long lengthOf(VaultPath path) throws IOException {
        long reached = 0;
        long beyond = 1;
        while (reaches(path, beyond)) {
            reached = beyond;
            beyond *= 2;
        }
        while (beyond - reached > 1) {
            long middle = reached + (beyond - reached) / 2;
            if (reaches(path, middle)) {
                reached = middle;
            } else {
                beyond = middle;
            }
        }
        return reached;
    }

    /** An offset beyond the end is refused as an argument. */
    private static boolean reaches(VaultPath path, long offset) throws IOException {
        try (InputStream there = path.getFileSystem().backend().openRead(path.inBackend(), offset)) {
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A backend makes missing parents; Java's file operations are expected not to. */
    static void requireParent(VaultPath path) throws IOException {
        VaultPath parent = path.toAbsolutePath().normalize().getParent();
        boolean there = parent == null || parent.isRoot() || EntryCalls.run(parent,
                () -> parent.getFileSystem().backend().exists(parent.inBackend()));
        if (!there) {
            throw new NoSuchFileException(path.toString(), null, "its parent does not exist");
        }
    }

    static void refuseDirectory(VaultPath path, FileInfo info) throws IOException {
        if (info.isDirectory()) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
    }

    /** Makes a directory where nothing is. */
    static void createDirectory(VaultPath path) throws IOException {
        FileBackend backend = path.getFileSystem().backend();
        if (EntryCalls.run(path, () -> backend.exists(path.inBackend()))) {
            throw new FileAlreadyExistsException(path.toString());
        }
        requireParent(path);
        EntryCalls.run(path, () -> backend.createDirectory(path.inBackend()));
    }

    /** Makes an empty file where nothing is. */
    static void createEmpty(VaultPath path) throws IOException {
        requireParent(path);
        EntryCalls.run(path, () -> path.getFileSystem().backend().create(path.inBackend(), Content.empty()));
    }
}
