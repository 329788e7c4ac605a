package io.foundry9.filebackend.core;

import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/**
 * What the trouble of a store becomes for the user. The text of an operating system's error has the path in front of it,
 * which is the host's: only the words after it are kept.
 */
final class Failures {

    private Failures() {}

    /** The exception for the user, with the operation named. */
    static FileBackendException translate(String operation, String path, IOException failure) {
        return classify(path, failure).during(operation);
    }

    private static FileBackendException classify(String path, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new NotFoundException(path);
        }
        if (failure instanceof AccessDeniedException) {
            return new InvalidOperationException(Reason.ACCESS_DENIED, path);
        }
        if (isInterrupt(failure)) {
            return storage(Kind.INTERRUPTED, path, "interrupted", failure);
        }
        if (failure instanceof ClosedChannelException) {
            return storage(Kind.CLOSED, path, "was closed meanwhile", failure);
        }
        String words = describe(failure);
        String lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("read-only file system")) {
            return new InvalidOperationException(Reason.READ_ONLY, path, "the file system is read-only");
        }
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return storage(Kind.NO_SPACE, path, "no space is left on the device; free some and try again", failure);
        }
        if (lower.contains("too many open files")) {
            return storage(Kind.TOO_MANY_OPEN_FILES, path, "too many files are open in this process", failure);
        }
        if (lower.contains("file too large")) {
            return new InvalidOperationException(Reason.TOO_LARGE, path, "is too large for the file system");
        }
        return storage(Kind.IO, path, words, failure);
    }

    /** The time-out of a socket is a kind of {@link InterruptedIOException} too, but nobody was interrupted. */
    static boolean isInterrupt(Exception failure) {
        return failure instanceof ClosedByInterruptException
                || failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException);
    }

    private static StorageException storage(Kind kind, String path, String problem, IOException failure) {
        return new StorageException(kind, path, problem, scrubbed(failure));
    }

    /** The failure's own words, without the host's path. */
    static String describe(IOException failure) {
        if (failure instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : nameOf(failure);
        }
        return failure.getMessage() != null ? failure.getMessage() : nameOf(failure);
    }

    /** {@code NoSuchFileException} reads as {@code no such file}. */
    private static String nameOf(IOException failure) {
        String name = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** A stand-in with the same stack that says nothing of the host. */
    private static IOException scrubbed(IOException failure) {
        IOException clean = new IOException(describe(failure));
        clean.setStackTrace(failure.getStackTrace());
        return clean;
    }
}
