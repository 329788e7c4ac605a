package io.foundry9.filebackend.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of this process alone, where the framework keeps what it must write. Its owner holds a lock on a file in
 * it for as long as it lives; a folder whose lock is free was left by a killed process, and the next one that starts
 * removes it. Whoever makes or sweeps folders does so under the lock of their parent, so that no folder is seen before
 * it is locked.
 */
final class RunFolder implements AutoCloseable {
    private static final String ALIVE = "alive";
    private static final String GATE = "lock";

    private final Path path;
    private final FileChannel alive;

    private RunFolder(Path path, FileChannel alive) {
        this.path = path;
        this.alive = alive;
    }

    /** A folder below the parent, or among the temporary files of the system where the parent cannot be written. */
    static RunFolder in(Path parent) throws IOException {
        try {
            return below(parent);
        } catch (IOException cannotWriteThere) {
            try {
                return new RunFolder(Files.createTempDirectory("vault-run-"), null);
            } catch (IOException e) {
                e.addSuppressed(cannotWriteThere);
                throw e;
            }
        }
    }

    private static RunFolder below(Path parent) throws IOException {
        Files.createDirectories(parent);
        try (FileChannel gate = open(parent.resolve(GATE)); FileLock held = gate.lock()) {
            sweep(parent);
            Path path = Files.createTempDirectory(parent, "process-");
            FileChannel alive = open(path.resolve(ALIVE));
            try {
                alive.lock();
            } catch (IOException e) {
                alive.close();
                throw e;
            }
            return new RunFolder(path, alive);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** What cannot be removed now is left for the next process. */
    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (Path folder : folders) {
                if (isDead(folder)) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isDead(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(ALIVE), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Removes the folder. The file that says "alive" goes last. */
    @Override
    public void close() {
        delete(path);
        if (alive != null) {
            try {
                alive.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // it stays, and the next process tries again
            return;
        }
    }
}
