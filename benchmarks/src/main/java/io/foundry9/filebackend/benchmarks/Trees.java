package io.foundry9.filebackend.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.eclipse.jgit.util.FileUtils;

/** Files to measure with. */
final class Trees {
    private static final int FILES_IN_A_DIRECTORY = 100;
    private static final int BUFFER = 1 << 20;

    private Trees() {
    }

    /** A file that no compression helps. */
    static Path randomFile(Path file, long size) throws IOException {
        SplittableRandom random = new SplittableRandom(size);
        byte[] block = new byte[BUFFER];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long left = size; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return file;
    }

    /** Names of files, a hundred in a directory, sorted. */
    static List<String> names(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String extension = i % 10 == 0 ? "py" : "txt";
            names.add("dir%05d/file%02d.%s".formatted(i / FILES_IN_A_DIRECTORY, i % FILES_IN_A_DIRECTORY, extension));
        }
        return names;
    }

    /** The directories of such files. */
    static void makeDirectories(Path root, List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i += FILES_IN_A_DIRECTORY) {
            Files.createDirectories(root.resolve(names.get(i)).getParent());
        }
    }

    static Path make(Path root, List<String> names, byte[] content) throws IOException {
        makeDirectories(root, names);
        for (String name : names) {
            Files.write(root.resolve(name), content);
        }
        return root;
    }

    /** Deletes a directory with all that is in it, if it is there. */
    static void delete(Path root) throws IOException {
        FileUtils.delete(root.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }
}
