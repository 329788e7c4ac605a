package io.foundry9.filebackend.launcher;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

    private final Path path;
    private final FileChannel alive;

    private RunFolder(Path path, FileChannel alive) {
        this.path = path;
        this.alive = alive;
    }

    /** A folder in the first of some places that can be written; all of them are swept. */
    static RunFolder in(List<Path> places) throws IOException {
        places.forEach(RunFolder::sweep);
        IOException failure = new IOException("there is no place to run in");
        for (Path place : places) {
            try {
                return make(place);
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
    private static void sweep(Path place) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isDead(folder)) {
                    delete(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // no such place
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
