package io.foundry9.filebackend.git;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.Repository;

/**
 * Git's index, locked by us. As long as it is, a mark in our folder says which process does it: so a lock that a killed
 * process has left can be told from that of a person's git, and be taken away. For one use by one thread.
 */
final class IndexLock implements Closeable {

    private static final String MARK = "index-";

    /** Longer than the index is ever locked by us. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private final Repository repository;
    private final Path mark;
    private DirCache index;

    private IndexLock(Repository repository) throws IOException {
        this.repository = repository;
        Path folder = repository.getDirectory().toPath().resolve("f9");
        this.mark = Files.createDirectories(folder).resolve(MARK + UUID.randomUUID());
    }

    /** @throws LockFailedException another program has the index */
    static IndexLock take(Repository repository) throws IOException {
        IndexLock lock = new IndexLock(repository);
        try {
            lock.take();
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void take() throws IOException {
        Files.writeString(mark, name(ProcessHandle.current()));
        List<Path> dead = dead();
        try {
            index = repository.lockDirCache();
        } catch (LockFailedException e) {
            if (!isLeft(dead)) {
                throw e;
            }
            Files.deleteIfExists(lockFile());
            index = repository.lockDirCache();
        }
        for (Path left : dead) {
            Files.deleteIfExists(left);
        }
    }

    /** Tells a process from others, also from a later one with the same number. */
    private static String name(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
    }

    private Path lockFile() {
        return repository.getIndexFile().toPath().resolveSibling(repository.getIndexFile().getName() + ".lock");
    }

    /** The marks of processes that are no more. */
    private List<Path> dead() throws IOException {
        List<Path> dead = new ArrayList<>();
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(mark.getParent(), MARK + "*")) {
            for (Path each : marks) {
                if (!isAlive(each)) {
                    dead.add(each);
                }
            }
        }
        return dead;
    }

    private static boolean isAlive(Path mark) throws IOException {
        try {
            String owner = Files.readString(mark, StandardCharsets.UTF_8);
            int space = owner.indexOf(' ');
            Optional<ProcessHandle> process = space < 0
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(owner.substring(0, space)));
            return process.filter(running -> name(running).equals(owner)).isPresent()
                    || space < 0 && isYoung(Files.getLastModifiedTime(mark).toInstant()); // it is being written
        } catch (NoSuchFileException e) {
            return true; // it has done its work
        }
    }

    private static boolean isYoung(Instant time) {
        return Duration.between(time, Instant.now()).abs().compareTo(LONG) < 0;
    }

    /** Whether the lock that is there was made by a process that is dead: right after its mark, and a while ago. */
    private boolean isLeft(List<Path> dead) throws IOException {
        try {
            Instant locked = Files.getLastModifiedTime(lockFile()).toInstant();
            for (Path each : dead) {
                Instant marked = Files.getLastModifiedTime(each).toInstant();
                if (!isYoung(locked) && Duration.between(marked, locked).abs().compareTo(LONG) < 0) {
                    return true;
                }
            }
            return false;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    DirCache index() {
        return index;
    }

    /** Puts what the index is now in place. */
    void commit() throws IOException {
        index.write();
        if (!index.commit()) {
            throw new IOException("git's index cannot be replaced");
        }
    }

    @Override
    public void close() throws IOException {
        if (index != null) {
            index.unlock();
        }
        Files.deleteIfExists(mark);
    }
}
