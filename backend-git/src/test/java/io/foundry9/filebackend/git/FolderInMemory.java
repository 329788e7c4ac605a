package io.foundry9.filebackend.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the folder of a test in memory, where the machine has a place for that, else on the disk as always. For tests that are
 * about what lies over a store: that of git has its own run on the disk, where it takes long to make and remove directories.
 */
final class FolderInMemory implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "f9-git-";

    /** More than any test needs. */
    private static final long ROOM = 256L << 20;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return hasRoom() ? Files.createTempDirectory(MEMORY, PREFIX) : Files.createTempDirectory(PREFIX);
    }

    private static boolean hasRoom() {
        return Files.isWritable(MEMORY) && MEMORY.toFile().getUsableSpace() >= ROOM;
    }
}
