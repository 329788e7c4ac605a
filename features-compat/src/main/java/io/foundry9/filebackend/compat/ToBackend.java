package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.BackendUnavailableException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import io.foundry9.filebackend.StorageException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;

/** From Java's exceptions to ours. */
final class ToBackend {

    private ToBackend() {}

    /** Ours, where the failure carries one or is of a type that tells of files. */
    static Optional<FileBackendException> known(String path, Exception failure) {
        return carried(failure).or(() -> translated(path, inner(failure)));
    }

    /** The outermost of ours among the failure and its causes. */
    private static Optional<FileBackendException> carried(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof FileBackendException own) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /** What an unchecked wrapper of the JDK holds. */
    private static Exception inner(Exception failure) {
        boolean wrapper = failure instanceof UncheckedIOException || failure instanceof DirectoryIteratorException;
        return wrapper ? (IOException) failure.getCause() : failure;
    }

    private static Optional<FileBackendException> translated(String path, Exception failure) {
        FileBackendException own = aboutTheEntry(path, failure);
        if (own == null) {
            own = aboutTheStorage(path, failure);
        }
        if (own == null && failure instanceof IOException) {
            own = unknown(path, failure);
        }
        return Optional.ofNullable(own);
    }

    static FileBackendException unknown(String path, Exception failure) {
        return storage(Kind.IO, path, Scrubbed.wordsOf(failure), failure);
    }

    private static FileBackendException aboutTheEntry(String path, Exception failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return with(failure, new NotFoundException(path));
        }
        if (failure instanceof FileAlreadyExistsException) {
            return with(failure, new AlreadyExistsException(path, FileType.OTHER)); // Java doesn't say what is there
        }
        Reason reason = reasonOf(failure);
        return reason == null ? null : with(failure, new InvalidOperationException(reason, path));
    }

    private static Reason reasonOf(Exception failure) {
        if (failure instanceof DirectoryNotEmptyException) {
            return Reason.NOT_EMPTY;
        }
        if (failure instanceof NotDirectoryException) {
            return Reason.NOT_DIRECTORY;
        }
        if (failure instanceof AccessDeniedException || failure instanceof SecurityException) {
            return Reason.ACCESS_DENIED;
        }
        if (failure instanceof FileSystemLoopException) {
            return Reason.LINK_LOOP;
        }
        if (failure instanceof CharacterCodingException) {
            return Reason.MALFORMED_TEXT;
        }
        if (failure instanceof InvalidPathException) {
            return Reason.INVALID_PATH;
        }
        if (failure instanceof ReadOnlyFileSystemException) {
            return Reason.READ_ONLY;
        }
        boolean unsupported = failure instanceof UnsupportedOperationException
                || failure instanceof AtomicMoveNotSupportedException;
        return unsupported ? Reason.UNSUPPORTED : null;
    }

    private static FileBackendException aboutTheStorage(String path, Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return storage(Kind.DEADLINE, path, "took too long", failure);
        }
        if (isInterrupt(failure)) {
            Thread.currentThread().interrupt();
            return storage(Kind.INTERRUPTED, path, "interrupted", failure);
        }
        if (isClosed(failure)) {
            return storage(Kind.CLOSED, path, "was closed meanwhile", failure);
        }
        if (isAway(failure)) {
            boolean mayComeBack = failure instanceof IOException;
            return with(failure, new BackendUnavailableException(path, Scrubbed.wordsOf(failure), mayComeBack));
        }
        return null;
    }

    private static boolean isInterrupt(Exception failure) {
        return failure instanceof InterruptedIOException
                || failure instanceof ClosedByInterruptException
                || failure instanceof FileLockInterruptionException;
    }

    private static boolean isClosed(Exception failure) {
        return failure instanceof ClosedChannelException
                || failure instanceof ClosedFileSystemException
                || failure instanceof ClosedDirectoryStreamException;
    }

    private static boolean isAway(Exception failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof FileSystemNotFoundException;
    }

    private static StorageException storage(Kind kind, String path, String problem, Exception failure) {
        return new StorageException(kind, path, problem, Scrubbed.standInFor(failure));
    }

    private static FileBackendException with(Exception failure, FileBackendException own) {
        own.addSuppressed(Scrubbed.standInFor(failure));
        return own;
    }
}
