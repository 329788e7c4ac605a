package io.foundry9.filebackend.launcher;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of this process alone, where the framework keeps what it must write. Its owner holds a lock on the file
 * {@code alive} in it for as long as it lives; a folder whose lock is free was left by a killed process, and the next
 * one that starts removes it. One such folder per JVM, for a look at one's own lock from a second channel would drop it.
 */
final class RunFolder implements AutoCloseable {
    private static final String PREFIX = "f9-vault-";
    private static final String ALIVE = "alive";
    /** A folder without the file is being made, or its maker was killed over it. */
    private static final Duration TIME_TO_MAKE_IT = Duration.ofMinutes(10);

    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private final FileChannel alive;

    private RunFolder(Path path, FileChannel alive) {
        this.path = path;
        this.alive = alive;
    }

    /** A folder in the first of some places that can be written; all of them are swept. */
    static RunFolder in(List<Path> places) throws IOException {
        IOException failure = new IOException("there is no place to run in");
        for (Path place : places) {
            try {
                RunFolder made = make(place);
                places.forEach(made::sweep);
                return made;
            } catch (IOException e) {
                e.addSuppressed(failure);
                failure = e;
            }
        }
        throw failure;
    }

    /** The file gets its name when it is locked: seen without a lock, its owner is dead. */
    private static RunFolder make(Path place) throws IOException {
        Path path = Files.createTempDirectory(place, PREFIX + ProcessHandle.current().pid() + "-");
        Path unnamed = path.resolve("new");
        FileChannel alive = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            alive.lock();
            Files.move(unnamed, path.resolve(ALIVE));
            return new RunFolder(path, alive);
        } catch (IOException e) {
            alive.close();
            delete(path);
            throw e;
        }
    }

    /** What cannot be removed now is left for the next process. */
    private void sweep(Path place) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(path) && isOurs(folder) && isDead(folder)) {
                    delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // no such place
        }
    }

    /**
     * Whether a folder is this user's and nobody else can write in it: in a place that all may write to, another's could
     * have links put into it while it is removed.
     */
    private boolean isOurs(Path folder) {
        try {
            return Files.isDirectory(folder, NOFOLLOW_LINKS)
                    && Files.getOwner(folder, NOFOLLOW_LINKS).equals(Files.getOwner(path, NOFOLLOW_LINKS))
                    && Files.getPosixFilePermissions(folder, NOFOLLOW_LINKS).stream().noneMatch(OTHERS::contains);
        } catch (UnsupportedOperationException e) {
            return true; // a file system that knows no such permissions
        } catch (IOException e) {
            return false; // it has gone
        }
    }

    private static boolean isDead(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(ALIVE), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return isOld(folder);
        } catch (IOException e) {
            return false; // another user's
        }
    }

    private static boolean isOld(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toInstant().plus(TIME_TO_MAKE_IT).isBefore(Instant.now());
        } catch (IOException e) {
            return false; // it has gone
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        delete(path);
        try {
            alive.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // it stays, and the next process tries again
        }
    }
}
