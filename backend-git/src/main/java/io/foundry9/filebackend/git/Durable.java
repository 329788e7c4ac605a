package io.foundry9.filebackend.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * Forces to the disk what JGit does not: it syncs the files of objects and refs where the repository's configuration asks
 * for it, but not the directories that hold their names. Does nothing where no more than the death of the process is to be
 * survived. Safe for use by many threads.
 */
final class Durable {

    private final Path gitFolder;
    private final boolean power;

    Durable(Path gitFolder, boolean power) {
        this.gitFolder = gitFolder;
        this.power = power;
    }

    boolean isForPower() {
        return power;
    }

    /** Before a ref names them: the names of objects that were written. */
    void objects() throws IOException {
        if (power) {
            forceAll(gitFolder.resolve("objects"));
        }
    }

    /** After a ref was moved. */
    void refs() throws IOException {
        if (power) {
            forceAll(gitFolder.resolve("refs"));
            force(gitFolder);
        }
    }

    private static void forceAll(Path top) throws IOException {
        try (Stream<Path> directories = Files.find(top, 8, (path, attributes) -> attributes.isDirectory())) {
            for (Path directory : (Iterable<Path>) directories::iterator) {
                force(directory);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            return; // git has tidied it up
        }
    }
}
