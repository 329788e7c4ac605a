package io.foundry9.filebackend.shell;

import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A local directory on its way into a vault: what is in it becomes what is in the target. A file costs the vault one
 * call; a directory costs one only if it is empty, since the others come with their files. What cannot be copied is
 * noted, and the rest goes on. The command's thread walks, its workers copy.
 */
final class Upload implements FileVisitor<Path>, AutoCloseable {

    private final LocalFile source;
    private final Place target;
    private final Call call;
    private final FailureLog failures;
    private final Workers workers;
    private final Optional<Object> vaultItself;
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A directory that is being walked. */
    private static final class Level {
        final LocalFile from;
        final Place to;
        boolean empty = true;

        Level(LocalFile from, Place to) {
            this.from = from;
            this.to = to;
        }
    }

    Upload(LocalFile source, Place target, Call call) {
        this.source = source;
        this.target = target;
        this.call = call;
        this.failures = call.failures("files not copied");
        this.workers = new Workers(failures, call.progress());
        this.vaultItself = call.vaults().directory(target.vault()).flatMap(LocalFile::keyOf);
    }

    void run() {
        target.requireDirectoryOrNothing();
        try {
            Files.walkFileTree(source.path(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
        } catch (IOException e) {
            throw source.failed(e);
        }
        workers.finish();
        failures.finish();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        LocalFile from = levels.isEmpty() ? source : child(directory);
        try {
            refuseVaultItself(from, attributes);
            levels.push(new Level(from, levels.isEmpty() ? target : levels.peek().to.resolve(from.fileName())));
            return FileVisitResult.CONTINUE;
        } catch (CommandFailure e) {
            workers.fail(e);
            return FileVisitResult.SKIP_SUBTREE;
        }
    }

    /** It would be copied into itself, again and again. */
    private void refuseVaultItself(LocalFile directory, BasicFileAttributes attributes) {
        if (attributes.fileKey() != null && vaultItself.equals(Optional.of(attributes.fileKey()))) {
            throw new CommandFailure(directory + ": is where the vault " + target.vault() + " itself lies; left out");
        }
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        LocalFile file = child(path);
        try {
            file.requireContent(attributes);
            Place to = levels.peek().to.resolve(file.fileName());
            workers.submit(() -> copy(file, to));
        } catch (CommandFailure e) {
            workers.fail(e);
        }
        return FileVisitResult.CONTINUE;
    }

    private void copy(LocalFile file, Place to) {
        WriteOption[] options = call.writeOptions(call.progress().forOne());
        to.take(file, backend -> backend.create(to.canonical(), Content.of(file.path()), options));
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        LocalFile file = levels.isEmpty() ? source : child(path);
        workers.fail(file.failed(failure));
        return FileVisitResult.CONTINUE;
    }

    /** The entry of the directory being walked, which is not empty then. */
    private LocalFile child(Path path) {
        levels.peek().empty = false;
        return levels.peek().from.child(path);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
        Level level = levels.pop();
        if (failure != null) {
            workers.fail(level.from.failed(failure));
        } else if (level.empty && !level.to.path().isRoot()) {
            workers.submit(() -> level.to
                    .make(backend -> backend.createDirectory(level.to.canonical(), WriteOption.OVERWRITE)));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public void close() {
        workers.close();
    }
}
