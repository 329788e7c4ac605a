package io.foundry9.filebackend.localstore;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;

/** Copies an entry, with all that is in it, as it is: modes, times, links as links. Into a directory of ours. */
final class TreeCopier {

    private static final int DEEPEST = 256;

    private final CreatedTimes created;
    private final boolean durable;

    TreeCopier(CreatedTimes created, boolean durable) {
        this.created = created;
        this.durable = durable;
    }

    void copy(Directory from, Path name, Directory to, Path newName) throws IOException {
        copy(from, name, to, newName, 0);
    }

    private void copy(Directory from, Path name, Directory to, Path newName, int depth) throws IOException {
        BasicFileAttributes found = from.stat(name);
        if (found == null) {
            return; // it went meanwhile
        }
        if (found.isSymbolicLink()) {
            Files.createSymbolicLink(to.path().resolve(newName), Files.readSymbolicLink(from.path().resolve(name)));
        } else if (found.isDirectory()) {
            copyDirectory(from, name, to, newName, depth);
            finish(found, from.path().resolve(name), to, newName);
        } else if (found.isRegularFile()) {
            copyFile(from, name, to, newName);
            finish(found, from.path().resolve(name), to, newName);
        } else {
            throw new InvalidOperationException(Reason.UNSUPPORTED, "",
                    "a device, pipe or socket cannot be carried to another file system");
        }
    }

    private void copyDirectory(Directory from, Path name, Directory to, Path newName, int depth) throws IOException {
        if (depth == DEEPEST) {
            throw new InvalidOperationException(Reason.UNSUPPORTED, "",
                    "the tree is too deep to be carried to another file system");
        }
        Files.createDirectory(to.path().resolve(newName));
        try (Directory source = from.open(name); Directory target = to.open(newName)) {
            for (Path child : source.names()) {
                copy(source, child, target, child, depth + 1);
            }
            if (durable) {
                target.force();
            }
        }
    }

    private void copyFile(Directory from, Path name, Directory to, Path newName) throws IOException {
        try (SeekableByteChannel source = from.channel(name, Set.of(READ));
                SeekableByteChannel target = to.channel(newName, Set.of(CREATE_NEW, WRITE))) {
            Transfers.copy(source, target);
            if (durable && target instanceof FileChannel file) {
                file.force(true);
            }
        }
    }

    private void finish(BasicFileAttributes found, Path original, Directory to, Path newName) throws IOException {
        var birth = created.of(original, found);
        if (birth.isPresent()) {
            created.noteIfPossible(to.path().resolve(newName), birth);
        }
        if (found instanceof PosixFileAttributes posix) {
            to.setPermissions(newName, posix.permissions());
        }
        to.setTimes(newName, found.lastModifiedTime(), found.lastAccessTime());
    }
}
