package io.foundry9.filebackend.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.function.IntSupplier;

/** What a failure means to whoever called the program: an exit status and a line of text. */
final class Status {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private Status() {}

    /** A command names the status by being an {@link IntSupplier}: a type that it shares with the launcher. */
    static int of(Throwable failure) {
        if (failure instanceof UsageException) {
            return USAGE;
        }
        return failure instanceof IntSupplier command ? command.getAsInt() : FAILED;
    }

    /** One line for people; empty if a command has left nothing to say. */
    static String text(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "out of memory; F9_JAVA_OPTS=-Xmx512m gives more";
        }
        if (failure instanceof FileSystemException e && e.getReason() == null) {
            return e.getFile() + ": " + reason(e);
        }
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        return message.isEmpty() && !(failure instanceof IntSupplier) ? failure.getClass().getSimpleName() : message;
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "something else is there";
        }
        return failure.getClass().getSimpleName();
    }
}
