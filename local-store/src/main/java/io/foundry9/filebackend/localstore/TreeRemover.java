package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Empties a staging folder. Directories that are found in it are first moved up into it, so a tree of any depth is taken
 * apart with two directories open, and links are removed, never followed. For one thread at a time.
 */
final class TreeRemover {

    private final Directory folder;
    private final Deque<Path> pending = new ArrayDeque<>();
    private int moved;

    TreeRemover(Directory folder) {
        this.folder = folder;
    }

    void removeAll() throws IOException {
        for (Path name : folder.names()) {
            remove(name);
        }
    }

    /** Removes one entry of the folder with everything in it. */
    void remove(Path name) throws IOException {
        BasicFileAttributes found = folder.stat(name);
        if (found == null) {
            return;
        }
        if (!found.isDirectory()) {
            folder.deleteFile(name);
            return;
        }
        pending.push(name);
        while (!pending.isEmpty()) {
            empty(pending.peek(), name.toString());
        }
    }

    private void empty(Path name, String prefix) throws IOException {
        int before = pending.size();
        try (Directory directory = folder.open(name)) {
            for (Path child : directory.names()) {
                if (directory.stat(child).isDirectory()) {
                    Path up = folder.path().getFileSystem().getPath(prefix + "." + Integer.toString(++moved, 36));
                    directory.move(child, folder, up);
                    pending.push(up);
                } else {
                    directory.deleteFile(child);
                }
            }
        }
        if (pending.size() == before) {
            folder.deleteDirectory(name);
            pending.pop();
        }
    }
}
