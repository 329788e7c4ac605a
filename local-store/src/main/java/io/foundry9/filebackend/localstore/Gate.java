package io.foundry9.filebackend.localstore;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * What all users of a root in this JVM share, whatever class loader they come from: the one channel on the lock file, the
 * semaphores that order its users, and the stamps. Locks of a file belong to the process, and closing any channel on the
 * file drops them all, so there must never be a second one. The shared part is a map of JDK types, found through the
 * system properties; its names and their meaning must not change between versions. The last user closes it.
 *
 * <p>The channel is used for {@code tryLock} only, which an interrupt does not touch; any other call on it by an
 * interrupted thread would close it.
 */
final class Gate {

    private static final String PROPERTY = "io.foundry9.filebackend.localstore.gate:";

    /** Under this property lie the monitors under which gates come and go; each root has one of them. */
    private static final String MONITORS = "io.foundry9.filebackend.localstore.monitors";

    private static final int MONITOR_COUNT = 64;

    /** How many entries can be locked at once; the whole tree is all of them. */
    static final int PERMITS = 1 << 16;

    static final int STRIPES = 1024;

    private static final String USERS = "users";

    private final String folderKey;
    private final Map<String, Object> shared;

    private Gate(String folderKey, Map<String, Object> shared) {
        this.folderKey = folderKey;
        this.shared = shared;
    }

    /** What the first user brings along. */
    interface Opening {
        /** The channel on the lock file, and nothing else opened on it; {@code null} if it cannot be locked. */
        FileChannel channel() throws IOException;
    }

    /** Enters the gate of a work folder, made by the first who comes. */
    static Gate enter(String folderKey, Opening opening) throws IOException {
        Properties registry = System.getProperties();
        String key = PROPERTY + folderKey;
        synchronized (monitor(registry, folderKey)) {
            Map<String, Object> shared = shared(registry, key);
            if (shared == null) {
                shared = create(opening);
                registry.put(key, shared);
            }
            shared.merge(USERS, 1, (now, one) -> (Integer) now + (Integer) one);
            return new Gate(folderKey, shared);
        }
    }

    /** Not the lock of the properties, which everybody needs who sets one: a disk may be slow. */
    private static Object monitor(Properties registry, String folderKey) {
        Object[] monitors = (Object[]) registry.computeIfAbsent(
                MONITORS, key -> Stream.generate(Object::new).limit(MONITOR_COUNT).toArray());
        return monitors[Math.floorMod(folderKey.hashCode(), monitors.length)];
    }

    /** The stamps of the root's writers in this JVM, if there are any. */
    static Stamps stampsOf(String folderKey) {
        Properties registry = System.getProperties();
        Map<String, Object> shared = shared(registry, PROPERTY + folderKey);
        return shared == null ? Stamps.create() : stamps(shared);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shared(Properties registry, String key) {
        return (Map<String, Object>) registry.get(key);
    }

    private static Map<String, Object> create(Opening opening) throws IOException {
        Map<String, Object> shared = new ConcurrentHashMap<>();
        boolean interrupted = Thread.interrupted();
        try {
            FileChannel channel = opening.channel();
            if (channel != null) {
                take(channel, shared);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        Semaphore[] stripes = new Semaphore[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Semaphore(1, true);
        }
        shared.put("tree", new Semaphore(PERMITS, true));
        shared.put("stripes", stripes);
        shared.put("journal", new Semaphore(1, true));
        shared.put("look", new AtomicLong(System.nanoTime()));
        shared.put("announced", new AtomicBoolean());
        Stamps stamps = Stamps.create();
        shared.put("stamp", stamps.last());
        shared.put("stamps", stamps.recent());
        return shared;
    }

    private static void take(FileChannel channel, Map<String, Object> shared) throws IOException {
        try {
            LockFile.map(channel).ifPresent(flags -> shared.put("flags", flags));
            shared.put("channel", channel);
        } catch (IOException | RuntimeException e) {
            channel.close(); // left open, it would drop the locks of the next one when it is collected
            throw e;
        }
    }

    /** All permits for the tree, one for an entry. */
    Semaphore tree() {
        return (Semaphore) shared.get("tree");
    }

    /** Orders the users of one entry's byte. */
    Semaphore stripe(int number) {
        return ((Semaphore[]) shared.get("stripes"))[number];
    }

    /** Held while a journal is written, followed or finished. */
    Semaphore journal() {
        return (Semaphore) shared.get("journal");
    }

    /** When to look next whether another process waits for its turn, by {@link System#nanoTime}. */
    AtomicLong nextLook() {
        return (AtomicLong) shared.get("look");
    }

    /** Whether another process waited for its turn when last looked. */
    AtomicBoolean announced() {
        return (AtomicBoolean) shared.get("announced");
    }

    Stamps stamps() {
        return stamps(shared);
    }

    private static Stamps stamps(Map<String, Object> shared) {
        return new Stamps((AtomicLong) shared.get("stamp"), (AtomicLongArray) shared.get("stamps"));
    }

    /** Whether the lock file can be locked against other processes. */
    boolean reachesOtherProcesses() {
        return shared.containsKey("channel");
    }

    /** A flag that all processes see, kept in the lock file; {@code null} where it cannot be mapped. */
    MappedByteBuffer flags() {
        return (MappedByteBuffer) shared.get("flags");
    }

    /** Locks some bytes, if no other process holds any of them; {@code null} otherwise. */
    FileLock tryLock(long position, long size, boolean forReading) throws IOException {
        FileChannel channel = (FileChannel) shared.get("channel");
        try {
            return channel.tryLock(position, size, forReading);
        } catch (OverlappingFileLockException e) {
            return null; // someone in this JVM
        }
    }

    /** The folder for staged content of this JVM, if there is one yet, by its number. */
    Long folder() {
        return (Long) shared.get("folder");
    }

    void setFolder(long number) {
        shared.put("folder", number);
    }

    /** What those who share the gate must do one at a time. */
    Object monitor() {
        return shared;
    }

    /** What the last user does before the channel is closed. */
    interface Farewell {
        void clear() throws IOException;
    }

    /** Leaves; the last one closes the channel, and so frees every lock. */
    void leave(Farewell farewell) throws IOException {
        Properties registry = System.getProperties();
        synchronized (monitor(registry, folderKey)) {
            int left = (Integer) shared.get(USERS) - 1;
            shared.put(USERS, left);
            if (left > 0) {
                return;
            }
            registry.remove(PROPERTY + folderKey);
            try {
                farewell.clear();
            } finally {
                if (shared.get("channel") instanceof FileChannel channel) {
                    channel.close();
                }
            }
        }
    }
}
