package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Removes trees that lie in a staging folder. What is nested deeper than a few levels is first moved up into that folder,
 * so the depth of a tree costs neither stack nor descriptors. Links are removed, never followed. For one thread.
 */
final class TreeRemover {

    private static final int NESTED = 32;

    private final Directory folder;
    private final Deque<Path> movedUp = new ArrayDeque<>();
    private int count;

    TreeRemover(Directory folder) {
        this.folder = folder;
    }

    void removeAll() throws IOException {
        for (Path name : folder.names()) {
            remove(name);
        }
    }

    /** Removes one entry of the folder with everything in it; nothing is there, nothing is done. */
    void remove(Path name) throws IOException {
        remove(folder, name, name.toString(), 0);
        while (!movedUp.isEmpty()) {
            remove(folder, movedUp.pop(), name.toString(), 0);
        }
    }

    /** Removes one entry after a failure that is worth telling more than one of the removal. */
    void removeAfter(Exception failure, Path name) {
        try {
            remove(name);
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    private void remove(Directory parent, Path name, String prefix, int depth) throws IOException {
        BasicFileAttributes found = parent.stat(name);
        if (found == null) {
            return;
        }
        if (!found.isDirectory()) {
            parent.deleteFile(name);
        } else if (depth == NESTED) {
            Path up = folder.path().getFileSystem().getPath(prefix + "." + Integer.toString(++count, 36));
            parent.move(name, folder, up);
            movedUp.push(up);
        } else {
            try (Directory directory = parent.open(name)) {
                for (Path child : directory.names()) {
                    remove(directory, child, prefix, depth + 1);
                }
            }
            parent.deleteDirectory(name);
        }
    }
}
