package io.foundry9.filebackend.core;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.DeleteOption;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.WriteOption;
import io.foundry9.filebackend.spi.Change;
import io.foundry9.filebackend.spi.LockScope;
import io.foundry9.filebackend.spi.Store;
import io.foundry9.filebackend.spi.StoreLock;
import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How entries are deleted, moved and copied, whatever they are. A file needs a lock on its entry, a directory one on the
 * whole tree; which it is, is looked up first and asked again under the lock.
 */
final class Trees {

    private final Store store;
    private final Writing writing;
    private final TreeCopy treeCopy;

    Trees(Store store, Writing writing, Walking walking) {
        this.store = store;
        this.writing = writing;
        this.treeCopy = new TreeCopy(store, walking);
    }

    /** Something that is done under a lock on an entry, or on the tree if it turns out to be a directory. */
    private interface Step<T> {
        T under(boolean treeLocked) throws IOException;
    }

    void delete(StorePath path, Duration defaultLockTimeout, DeleteOption... options) throws IOException {
        boolean recursive = List.of(options).contains(DeleteOption.RECURSIVE);
        delete(path, recursive, lockTimeout(defaultLockTimeout, options));
    }

    static Duration lockTimeout(Duration otherwise, DeleteOption... options) {
        Duration last = otherwise;
        for (DeleteOption option : List.of(options)) {
            if (option instanceof WriteOption.LockTimeout limit) {
                last = limit.timeout();
            }
        }
        return last;
    }

    private void delete(StorePath path, boolean recursive, Duration lockTimeout) throws IOException {
        writing.requireWrites(path);
        locked(require(path), lockTimeout, LockScope.entry(path), treeLocked -> store
                .publish(List.of(new Change.Remove(path, recursive, Rules.take(path, treeLocked))), false));
    }

    FileInfo move(StorePath from, StorePath to, WriteSettings settings) throws IOException {
        writing.requireSupport(to, settings);
        FileInfo source = require(from);
        refuseIntoItself(from, to);
        if (!store.capabilities().has(Feature.NATIVE_MOVE)) {
            return moveByCopy(from, to, settings);
        }
        return locked(source, settings.lockTimeout(), LockScope.entries(from, to), treeLocked -> {
            FileType type = treeLocked ? FileType.DIRECTORY : FileType.FILE;
            Change move = new Change.Move(from, to, Rules.take(from, treeLocked), Rules.arrive(to, type, settings));
            return store.publish(List.of(move), settings.durable()).get(0);
        });
    }

    /** All under one lock on the tree, and published as one list, so that nothing is ever at both places or at none. */
    private FileInfo moveByCopy(StorePath from, StorePath to, WriteSettings settings) throws IOException {
        try (StoreLock lock = store.lock(LockScope.tree(), settings.lockTimeout())) {
            try (TreeCopy.Staged copy = treeCopy.stage(from, to, require(from), settings)) {
                List<Change> changes = new ArrayList<>(copy.changes());
                changes.add(new Change.Remove(from, true, Rules.take(from, true)));
                return store.publish(changes, settings.durable()).get(0);
            }
        }
    }

    FileInfo copy(StorePath from, StorePath to, WriteSettings settings) throws IOException {
        writing.requireSupport(to, settings);
        FileInfo source = require(from);
        StorePath real = from;
        if (source.isSymlink()) {
            real = store.follow(from);
            source = require(real);
        }
        refuseIntoItself(real, to);
        if (source.isDirectory()) {
            return copyTree(real, to, source, settings);
        }
        return copyFile(real, to, source, settings);
    }

    private FileInfo copyTree(StorePath from, StorePath to, FileInfo source, WriteSettings settings)
            throws IOException {
        try (TreeCopy.Staged copy = treeCopy.stage(from, to, source, settings);
                StoreLock lock = store.lock(LockScope.tree(), settings.lockTimeout())) {
            return store.publish(copy.changes(), settings.durable()).get(0);
        }
    }

    private FileInfo copyFile(StorePath from, StorePath to, FileInfo source, WriteSettings settings)
            throws IOException {
        if (source.type() == FileType.OTHER) {
            throw new InvalidOperationException(Reason.NOT_A_FILE, from.toString());
        }
        writing.look(to, settings, Rules::create);
        if (!store.capabilities().has(Feature.NATIVE_COPY)) {
            Content content = new StoredContent(store, from, source.size());
            return writing.write(to, content, settings, Rules::create);
        }
        return treeCopy.copyNatively(from, to, source, settings, writing);
    }

    private FileInfo require(StorePath path) throws IOException {
        return store.stat(path, Store.Detail.BASIC).orElseThrow(() -> new NotFoundException(path.toString()));
    }

    private void refuseIntoItself(StorePath from, StorePath to) throws IOException {
        if (to.startsWith(from) || withoutLinks(to).startsWith(withoutLinks(from))) {
            throw new InvalidOperationException(Reason.INTO_ITSELF, to.toString(),
                    "lies inside '" + from + "', which cannot be put into itself");
        }
    }

    /** The path with the links on the way to it resolved; one at its end is the entry itself, and stays. */
    private StorePath withoutLinks(StorePath path) throws IOException {
        if (!store.capabilities().has(Feature.LINKS)) {
            return path;
        }
        StorePath real = StorePath.ROOT;
        for (String name : path.parent().segments()) {
            real = real.resolve(name);
            Optional<FileInfo> info = store.stat(real, Store.Detail.BASIC);
            if (info.isPresent() && info.get().isSymlink()) {
                real = store.follow(real);
            }
        }
        return real.resolve(path.name());
    }

    private <T> T locked(FileInfo seen, Duration timeout, LockScope entry, Step<T> step) throws IOException {
        if (!seen.isDirectory()) {
            try (StoreLock lock = store.lock(entry, timeout)) {
                return step.under(false);
            } catch (Rules.TreeMet met) {
                // it has become a directory meanwhile: once more with the larger lock
            }
        }
        try (StoreLock lock = store.lock(LockScope.tree(), timeout)) {
            return step.under(true);
        }
    }
}
