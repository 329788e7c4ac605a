package io.foundry9.filebackend.localstore;

import io.foundry9.filebackend.spi.StorePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The directories in which the last ways have ended, kept open for the next one to the same place: to look whether one is
 * still where it was takes one system call for each directory on the way, to open it again seven. Each is lent to one user
 * at a time. Only those on the root's own device are kept, so that what is mounted below it can be unmounted. Owned by
 * {@link Root}, safe for use by many threads.
 */
final class IdleDirectories implements Closeable {

    private static final int MOST = 16;

    private final Directory root;
    private final BasicFileAttributes rootAttributes;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * An open directory that nobody uses.
     *
     * @param way the paths from the root of each directory on the way to it, and of itself
     * @param key by which it is told from another at its path
     */
    record Idle(StorePath path, Directory directory, Path[] way, Object key) {
    }

    IdleDirectories(Directory root, BasicFileAttributes rootAttributes) {
        this.root = root;
        this.rootAttributes = rootAttributes;
    }

    /** The directory at a path, if it is here and no directory on the way to it was moved or replaced; else {@code null}. */
    Idle take(StorePath path) throws IOException {
        Idle found = remove(path);
        if (found == null || isStillThere(found)) {
            return found;
        }
        found.directory.close();
        return null;
    }

    private synchronized Idle remove(StorePath path) {
        for (Iterator<Idle> all = idle.iterator(); all.hasNext();) {
            Idle one = all.next();
            if (one.path.equals(path)) {
                all.remove();
                return one;
            }
        }
        return null;
    }

    /** No link may be on the way. Which directories are on it does not matter, since the last one is the very same. */
    private boolean isStillThere(Idle found) {
        BasicFileAttributes last = null;
        try {
            for (Path name : found.way) {
                last = root.stat(name);
                if (last == null || !last.isDirectory()) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false; // the way that is gone instead tells what is the matter
        }
        return found.key.equals(last.fileKey());
    }

    /** Takes an open directory that was found at a path without any link on the way; keeps it, or closes it. */
    void put(StorePath path, Directory directory) throws IOException {
        BasicFileAttributes attributes = directory.isRaceFree() ? directory.attributes() : null;
        if (attributes == null || !FileKeys.sameDevice(attributes, rootAttributes)) {
            directory.close();
            return;
        }
        giveBack(new Idle(path, directory, way(path), attributes.fileKey()));
    }

    /** Takes back what was lent. */
    void giveBack(Idle lent) throws IOException {
        Idle surplus = add(lent);
        if (surplus != null) {
            surplus.directory.close();
        }
    }

    private synchronized Idle add(Idle one) {
        if (closed) {
            return one;
        }
        idle.addFirst(one);
        return idle.size() > MOST ? idle.removeLast() : null;
    }

    private Path[] way(StorePath path) {
        Path way = root.path().getFileSystem().getPath("");
        List<String> segments = path.segments();
        Path[] all = new Path[segments.size()];
        for (int i = 0; i < all.length; i++) {
            way = way.resolve(segments.get(i));
            all[i] = way;
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        Deque<Idle> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        IOException failure = null;
        for (Idle one : left) {
            try {
                one.directory.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
