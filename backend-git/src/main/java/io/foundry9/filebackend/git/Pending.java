package io.foundry9.filebackend.git;

import io.foundry9.filebackend.spi.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that were changed through this store and are in no commit yet. A look at the whole work tree would find them
 * too, but for those that are ignored; so they are handed on, in a file, to who opens the work tree next. Safe for use by
 * many threads.
 */
final class Pending {

    private final Path file;
    private final Set<StorePath> paths = new LinkedHashSet<>();

    /** @param file in which they are kept while nobody has the work tree open */
    Pending(Path file) {
        this.file = file;
    }

    synchronized void add(Collection<StorePath> changed) {
        paths.addAll(changed);
    }

    /** All, which are the caller's from now on. */
    synchronized List<StorePath> take() {
        List<StorePath> taken = new ArrayList<>(paths);
        paths.clear();
        return taken;
    }

    /** Whether others have left some. */
    boolean isLeft() {
        return file.toFile().exists();
    }

    /** Takes over what others have left. The caller has the lock on the tree. */
    synchronized void load() throws IOException {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                paths.add(StorePath.parse(line));
            }
            Files.delete(file);
        } catch (NoSuchFileException e) {
            return; // the usual case
        }
    }

    /** Leaves them to others. */
    synchronized void save() throws IOException {
        if (!paths.isEmpty()) {
            Files.write(file, paths.stream().map(StorePath::toString).toList(), StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            paths.clear();
        }
    }
}
