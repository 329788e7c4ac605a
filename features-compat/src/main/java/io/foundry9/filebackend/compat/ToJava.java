package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.AlreadyExistsException;
import io.foundry9.filebackend.AuthenticationException;
import io.foundry9.filebackend.FileBackendException;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.StorageException;
import java.io.InterruptedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;

/** From our exceptions to Java's. */
final class ToJava {

    private ToJava() {}

    /** @param file the path as it is to be shown */
    static Exception of(FileBackendException failure, String file) {
        Exception mapped = choose(failure, file);
        mapped.initCause(failure);
        return mapped;
    }

    private static Exception choose(FileBackendException failure, String file) {
        if (failure instanceof NotFoundException) {
            return new NoSuchFileException(file);
        }
        if (failure instanceof AlreadyExistsException) {
            return new FileAlreadyExistsException(file);
        }
        if (failure instanceof InvalidOperationException refusal) {
            return refused(refusal, file);
        }
        if (failure instanceof StorageException trouble) {
            return troubled(trouble, file);
        }
        if (failure instanceof AuthenticationException) {
            return new AccessDeniedException(file, null, failure.problem());
        }
        return other(failure, file);
    }

    private static Exception refused(InvalidOperationException refusal, String file) {
        return switch (refusal.reason()) {
            case NOT_DIRECTORY -> new NotDirectoryException(file);
            case NOT_EMPTY -> new DirectoryNotEmptyException(file);
            case LINK_LOOP -> new FileSystemLoopException(file);
            case MALFORMED_TEXT -> new MalformedInputException(1);
            case ACCESS_DENIED, OUTSIDE_ROOT, RESERVED_NAME -> new AccessDeniedException(file, null, refusal.problem());
            case READ_ONLY -> new ReadOnlyFileSystemException();
            case UNSUPPORTED -> new UnsupportedOperationException(refusal.getMessage());
            case INVALID_PATH -> new InvalidPathException(file, refusal.problem());
            case IS_DIRECTORY, NOT_A_FILE, IS_ROOT, INTO_ITSELF, TOO_LARGE, ROLLED_BACK -> other(refusal, file);
        };
    }

    private static Exception troubled(StorageException trouble, String file) {
        return switch (trouble.kind()) {
            case INTERRUPTED -> new InterruptedIOException(trouble.getMessage());
            case CLOSED -> new ClosedFileSystemException();
            case IO, NO_SPACE, TOO_MANY_OPEN_FILES, DEADLINE, SOURCE_FAILED -> other(trouble, file);
        };
    }

    private static FileSystemException other(FileBackendException failure, String file) {
        return new FileSystemException(file, null, failure.problem());
    }
}
