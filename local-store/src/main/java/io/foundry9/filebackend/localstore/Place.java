package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Where an entry is or would be: an open directory and a name. Whoever has asked for it closes it.
 *
 * @param directory the parent, or the deepest directory on the way to it that is there
 * @param name of the entry in its parent
 * @param path of the entry, without any link on the way to it
 * @param missing the names of those parents that are missing, the outermost first
 * @param blocker the parent that is no directory, or {@code null}
 * @param seen what the way here has already found at the end of it, or {@code null}
 * @param end what happens to {@code directory} when this is closed
 */
record Place(Directory directory, Path name, StorePath path, List<String> missing, StorePath blocker,
        BasicFileAttributes seen, Closeable end)
        implements Closeable {

    /** For a directory that belongs to somebody else. */
    static final Closeable NOTHING = () -> {};

    /** Whether the parent is there, and so perhaps the entry. */
    boolean hasParent() {
        return missing.isEmpty() && blocker == null;
    }

    /** What is there, a link itself; {@code null} for nothing. */
    BasicFileAttributes stat() throws IOException {
        return hasParent() ? directory.stat(name) : null;
    }

    /** What was there a moment ago, if the way here had to look; else what is there. */
    BasicFileAttributes statOnce() throws IOException {
        return seen != null ? seen : stat();
    }

    /** Where the entry is or was, by path. */
    Path hostPath() {
        return directory.path().resolve(name);
    }

    void refuseBlocker() {
        if (blocker != null) {
            throw new InvalidOperationException(Reason.NOT_DIRECTORY, blocker.toString());
        }
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
