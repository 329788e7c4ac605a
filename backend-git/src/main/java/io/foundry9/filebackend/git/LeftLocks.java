package io.foundry9.filebackend.git;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.URIish;

/**
 * The lock files of git that a killed process leaves behind, and that would be in everybody's way for ever. Whoever locks a
 * ref or the configuration holds it for a moment only; so a lock that is seen to stay as it is for some seconds has no owner
 * any more, and goes. Not for the lock of the index, which a person's git holds as long as he writes a message. Immutable.
 */
final class LeftLocks {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_MILLIS = 20;
    /** Where refs lie together. */
    static final String PACKED = "packed-refs";
    private static final String PACKS = "objects/pack";
    private static final String COLLECTION = "gc.log";
    private static final Duration OLD = Duration.ofHours(12);

    private final Path gitFolder;

    /** What a lock looks like; the same again if nobody has touched it. */
    private record Seen(String key, FileTime modified, long size) {}

    LeftLocks(Path gitFolder) {
        this.gitFolder = gitFolder;
    }

    /** Those in a remote that is a folder of this machine, where what is sent to it is received in this process. */
    static Optional<LeftLocks> at(URIish remote) {
        if (remote.getHost() != null || !"file".equals(remote.getScheme())) {
            return Optional.empty();
        }
        Path folder = new File(remote.getPath()).toPath();
        return Optional.of(new LeftLocks(Files.isDirectory(folder.resolve(".git")) ? folder.resolve(".git") : folder));
    }

    /** Whether there is a repository at all. */
    boolean areOfRepository() {
        return Files.exists(gitFolder.resolve(Constants.HEAD));
    }

    boolean isLocked(String ref) {
        return exists(ref) || exists(PACKED);
    }

    private boolean exists(String name) {
        return lock(name).toFile().exists();
    }

    private Path lock(String name) {
        return gitFolder.resolve(name + ".lock");
    }

    /** Waits until a ref can be moved, as far as locks are concerned. */
    void awaitRef(String ref) throws IOException {
        await(ref, PACKED);
    }

    /** Waits until no pack is being received. */
    void awaitPacks() throws IOException {
        List<String> locked = new ArrayList<>();
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(gitFolder.resolve(PACKS), "*.lock")) {
            for (Path lock : locks) {
                locked.add(PACKS + "/" + lock.getFileName().toString().replaceFirst("\\.lock$", ""));
            }
        } catch (NoSuchFileException | DirectoryIteratorException e) {
            return; // there is none yet
        }
        await(locked.toArray(String[]::new));
    }

    /** Waits until files are not locked, or no longer by the same. */
    void await(String... names) throws IOException {
        Map<String, Seen> locked = new HashMap<>();
        for (String name : names) {
            look(name).ifPresent(seen -> locked.put(name, seen));
        }
        long end = System.nanoTime() + PATIENCE;
        while (!locked.isEmpty()) {
            for (String name : names) {
                if (!look(name).equals(Optional.ofNullable(locked.get(name)))) {
                    locked.remove(name);
                } else if (locked.containsKey(name) && System.nanoTime() - end > 0) {
                    Files.deleteIfExists(lock(name));
                    locked.remove(name);
                }
            }
            if (!locked.isEmpty()) {
                pause();
            }
        }
    }

    /** Takes the lock of a collection of garbage away, which may take long: git itself gives one up after so many hours. */
    void giveUpOldCollection() throws IOException {
        Optional<Seen> collection = look(COLLECTION);
        if (collection.isPresent() && collection.get().modified().toInstant().plus(OLD).isBefore(Instant.now())) {
            Files.deleteIfExists(lock(COLLECTION));
        }
    }

    private Optional<Seen> look(String name) throws IOException {
        if (!exists(name)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes found = Files.readAttributes(lock(name), BasicFileAttributes.class);
            return Optional.of(new Seen(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
