package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file of this machine that the user named, or that lies below what he named, as one side of a transfer. Immutable.
 *
 * @param path where it is
 * @param name as the user would write it
 */
record LocalFile(Path path, String name) implements Side {

    /** @throws CommandFailure the platform can't have a file of that name */
    static LocalFile of(String name, Console console) {
        try {
            return new LocalFile(console.local(name), name);
        } catch (InvalidPathException e) {
            throw new CommandFailure(Text.printable(name) + ": no file can have this name here", e);
        }
    }

    /** The file below this directory. */
    LocalFile resolve(String relative) {
        String longer = name.endsWith("/") ? name + relative : name + "/" + relative;
        try {
            return new LocalFile(path.resolve(relative), longer);
        } catch (InvalidPathException e) {
            throw new CommandFailure(Text.printable(longer) + ": no file can have this name here", e);
        }
    }

    /** An entry that was found in this directory. */
    LocalFile child(Path found) {
        String separator = name.endsWith("/") ? "" : "/";
        return new LocalFile(found, name + separator + found.getFileName());
    }

    /**
     * The name as a vault can have it.
     *
     * @throws CommandFailure it is not UTF-8, or has something in it that no path of a vault may have
     */
    String fileName() {
        Path last = path.toAbsolutePath().normalize().getFileName();
        if (last == null || !survivesAsText(last)) {
            throw new CommandFailure(this + ": the name is not UTF-8; rename it");
        }
        if (!StorePath.isSegment(last.toString())) {
            throw new CommandFailure(this + ": no path of a vault can have this name; rename it");
        }
        return last.toString();
    }

    /** Bytes that are no text in the platform's charset are replaced when they are made one, and don't come back. */
    private static boolean survivesAsText(Path name) {
        try {
            return name.getFileSystem().getPath(name.toString()).equals(name);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** @throws CommandFailure there is nothing to be read in it */
    void requireContent(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            throw new CommandFailure(this + ": is a link that leads nowhere; left out");
        }
        if (attributes.isOther()) {
            throw new CommandFailure(this + ": is neither a file nor a directory; left out");
        }
    }

    /** What tells a file from all others, whatever its name; nothing if there is no such file, or no such thing here. */
    static Optional<Object> keyOf(Path file) {
        try {
            return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public CommandFailure failed(Throwable failure) {
        if (failure instanceof ClosedByInterruptException) {
            return CommandFailure.interrupted(failure);
        }
        String message = this + ": " + words(failure);
        return message.endsWith("No space left on device") ? CommandFailure.hopeless(message, failure)
                : new CommandFailure(message, failure);
    }

    /** What an error of the operating system means, without the path that stands in front of it. */
    static String words(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "already exists; use --overwrite to replace it";
        }
        if (failure instanceof NotDirectoryException) {
            return "is not a directory";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "is a directory";
        }
        if (failure instanceof FileSystemLoopException) {
            return "is a link to a directory that it lies in";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        boolean speaks = failure instanceof IOException && failure.getMessage() != null;
        return speaks ? failure.getMessage() : failure.toString();
    }

    /** As the user would write it. */
    @Override
    public String toString() {
        return Text.printable(name);
    }
}
