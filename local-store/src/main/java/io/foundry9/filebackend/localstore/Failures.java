package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;

/** What the words of an operating system's error mean, where Java has no exception of its own for it. */
final class Failures {

    private Failures() {}

    static StorageException closed() {
        return new StorageException(Kind.CLOSED, "", "the backend is closed", null);
    }

    /** Whether it failed because the two ends of a move lie on different file systems, or one is a mount point. */
    static boolean isAcrossFileSystems(IOException failure) {
        return failure instanceof AtomicMoveNotSupportedException || says(failure, "Invalid cross-device link")
                || says(failure, "Device or resource busy");
    }

    /** Whether a directory was to become part of itself. */
    static boolean isIntoItself(IOException failure) {
        return says(failure, "Invalid argument");
    }

    /** Whether a directory was to replace one that holds something. */
    static boolean isNotEmpty(IOException failure) {
        return says(failure, "Directory not empty") || says(failure, "File exists");
    }

    private static boolean says(IOException failure, String words) {
        return failure instanceof FileSystemException system && words.equals(system.getReason());
    }
}
