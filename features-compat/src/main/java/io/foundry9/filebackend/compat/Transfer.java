package io.foundry9.filebackend.compat;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies or moves one entry from a path to another, in one vault or between two, as Java has it. */
final class Transfer {

    private static final Set<CopyOption> KNOWN = Set.of(StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.ATOMIC_MOVE, LinkOption.NOFOLLOW_LINKS);

    private final VaultPath source;
    private final VaultPath target;
    private final Set<CopyOption> options;

    Transfer(VaultPath source, VaultPath target, CopyOption... options) {
        this.source = source;
        this.target = target;
        this.options = Set.copyOf(List.of(options));
        if (!KNOWN.containsAll(this.options)) {
            throw new UnsupportedOperationException("unknown to a vault among the options: " + this.options);
        }
    }

    private boolean isWithinOne() {
        return source.getFileSystem().isSameBackend(target.getFileSystem());
    }

    private boolean isOntoItself() {
        return isWithinOne() && source.inBackend().equals(target.inBackend());
    }

    private boolean replaces() {
        return options.contains(StandardCopyOption.REPLACE_EXISTING);
    }

    private FileBackend from() {
        return source.getFileSystem().backend();
    }

    private FileBackend to() {
        return target.getFileSystem().backend();
    }

    /** A directory is copied without what is in it. */
    void copy() throws IOException {
        if (options.contains(StandardCopyOption.ATOMIC_MOVE)) {
            throw new UnsupportedOperationException("a copy is no move");
        }
        FileInfo info = Entries.require(source);
        if (info.isSymlink()) {
            info = linkAsWanted(info);
        }
        if (isOntoItself()) {
            return;
        }
        makeWay(info);
        copy(info);
    }

    private FileInfo linkAsWanted(FileInfo link) throws IOException {
        if (options.contains(LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsupportedOperationException("a backend does not copy a link itself");
        }
        return Entries.follow(source);
    }

    private void copy(FileInfo info) throws IOException {
        if (info.isDirectory()) {
            EntryCalls.run(target, () -> to().createDirectory(target.inBackend()));
        } else if (isWithinOne()) {
            EntryCalls.run(source, () -> to().copy(source.inBackend(), target.inBackend(), overwrite()));
        } else {
            EntryCalls.perform(source, () -> {
                try (InputStream in = from().openRead(source.inBackend())) {
                    EntryCalls.run(target, () -> to().create(target.inBackend(), Content.of(in), overwrite()));
                }
            });
        }
    }

    private WriteOption[] overwrite() {
        return replaces() || isAtomic() ? new WriteOption[] {WriteOption.OVERWRITE} : new WriteOption[0];
    }

    private boolean isAtomic() {
        return options.contains(StandardCopyOption.ATOMIC_MOVE);
    }

    /** Looks at the target; an empty directory that is to be replaced, or a file by a directory, goes first. */
    private void makeWay(FileInfo arriving) throws IOException {
        Optional<FileInfo> there = Entries.look(target);
        if (there.isEmpty()) {
            Entries.requireParent(target);
            return;
        }
        if (!replaces() && !isAtomic()) {
            throw new FileAlreadyExistsException(target.toString());
        }
        boolean mustGoFirst = there.get().isDirectory() || arriving.isDirectory() || there.get().isSymlink();
        if (mustGoFirst) {
            EntryCalls.perform(target, () -> to().delete(target.inBackend()));
        }
    }

    /** A directory is moved with what is in it within one vault; between two it must be empty. */
    void move() throws IOException {
        FileInfo info = Entries.require(source);
        if (isOntoItself()) {
            return;
        }
        if (isWithinOne()) {
            makeWay(info);
            EntryCalls.run(source, () -> from().move(source.inBackend(), target.inBackend(), overwrite()));
        } else {
            moveToAnother(info);
        }
    }

    private void moveToAnother(FileInfo info) throws IOException {
        if (isAtomic()) {
            throw new AtomicMoveNotSupportedException(source.toString(), target.toString(), "these are two vaults");
        }
        if (info.isSymlink()) {
            throw new UnsupportedOperationException("a backend does not copy a link itself");
        }
        if (info.isDirectory() && !EntryCalls.run(source, () -> from().list(source.inBackend())).isEmpty()) {
            throw new DirectoryNotEmptyException(source.toString());
        }
        makeWay(info);
        copy(info);
        EntryCalls.perform(source, () -> from().delete(source.inBackend()));
    }
}
