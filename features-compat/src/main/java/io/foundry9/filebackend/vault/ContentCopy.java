package io.foundry9.filebackend.vault;

import io.foundry9.filebackend.Capabilities.Feature;
import io.foundry9.filebackend.ChecksumAlgorithm;
import io.foundry9.filebackend.Content;
import io.foundry9.filebackend.CorruptContentException;
import io.foundry9.filebackend.FileBackend;
import io.foundry9.filebackend.FileInfo;
import io.foundry9.filebackend.FileType;
import io.foundry9.filebackend.InvalidOperationException;
import io.foundry9.filebackend.InvalidOperationException.Reason;
import io.foundry9.filebackend.NotFoundException;
import io.foundry9.filebackend.ProgressListener;
import io.foundry9.filebackend.Session;
import io.foundry9.filebackend.WriteOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Makes one backend hold what another holds, while that is in use: copies everything, then what has changed meanwhile,
 * until little is left, and the rest while nobody can change anything. What has changed is told by type, size, time and
 * version, so it doesn't matter who has changed it. For one thread, once.
 */
final class ContentCopy {

    /** How many entries become visible at once: few enough to be held in memory, enough to share the cost of one. */
    private static final int BATCH = 1_000;
    /** So little is copied while others wait. */
    private static final int LITTLE = 16;
    /** Then it changes faster than it can be copied, and the others wait longer. */
    private static final int MOST_ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FileBackend from;
    private final FileBackend to;
    private final ProgressListener progress;
    private final Runnable check;

    /** What is at the new place, with what it was when it was read. */
    private final Map<String, Mark> copied = new HashMap<>();

    private OptionalLong total = OptionalLong.empty();
    private long files;
    private long bytes;
    private int rounds;

    /** What an entry looks like from outside. As long as that stays the same, so does its content. */
    private record Mark(FileType type, long size, Optional<Instant> modified, Optional<String> version) {

        static Mark of(FileInfo info) {
            return info.isDirectory()
                    ? new Mark(info.type(), 0, Optional.empty(), Optional.empty())
                    : new Mark(info.type(), info.size(), info.modified(), info.version());
        }

        boolean isDirectory() {
            return type == FileType.DIRECTORY;
        }
    }

    /** @param check throws if it makes no sense to go on; asked again and again */
    ContentCopy(FileBackend from, FileBackend to, ProgressListener progress, Runnable check) {
        this.from = from;
        this.to = to;
        this.progress = progress;
        this.check = check;
    }

    /**
     * Copies while others work.
     *
     * @throws IllegalArgumentException there is something else at the new place
     */
    void run() {
        meet();
        int changes;
        do {
            changes = round(from);
        } while (changes > LITTLE && rounds < MOST_ROUNDS);
    }

    /**
     * Copies what is left, and does something before anybody can change anything again.
     *
     * @param patience how long to wait for sessions of others
     */
    SwapReport finish(Duration patience, Runnable last) {
        if (!from.capabilities().has(Feature.WRITES)) {
            round(from);
            last.run();
            return report(Duration.ZERO);
        }
        long start;
        try (Session everything = from.openSession(patience)) {
            start = System.nanoTime();
            round(everything);
            last.run();
        }
        return report(Duration.ofNanos(System.nanoTime() - start));
    }

    private SwapReport report(Duration pause) {
        return new SwapReport(files, bytes, rounds, pause);
    }

    /** What lies at the new place already must be part of what is to lie there. */
    private void meet() {
        Map<String, Mark> there = look(to);
        if (there.isEmpty()) {
            return;
        }
        Map<String, Mark> here = look(from);
        List<String> common = new ArrayList<>();
        there.forEach((path, mark) -> {
            if (!here.containsKey(path) || here.get(path).isDirectory() != mark.isDirectory()) {
                throw notEmpty(path);
            }
            if (!mark.isDirectory()) {
                common.add(path);
            }
        });
        Map<String, String> wanted = from.checksumMany(common, ChecksumAlgorithm.SHA256);
        Map<String, String> found = to.checksumMany(common, ChecksumAlgorithm.SHA256);
        for (String path : common) {
            if (!found.containsKey(path) || !found.get(path).equals(wanted.get(path))) {
                throw notEmpty(path);
            }
        }
        there.keySet().forEach(path -> copied.put(path, here.get(path)));
    }

    private static IllegalArgumentException notEmpty(String path) {
        return new IllegalArgumentException("the new place is not empty: '" + path
                + "' is there, and it is not what the vault has; name an empty place");
    }

    private static Map<String, Mark> look(FileBackend backend) {
        Map<String, Mark> found = new LinkedHashMap<>();
        try (Stream<FileInfo> all = backend.walk("")) {
            all.forEachOrdered(info -> {
                if (info.type() != FileType.FILE && !info.isDirectory()) {
                    throw new InvalidOperationException(Reason.UNSUPPORTED, info.path(),
                            "is neither a file nor a directory, and cannot go along");
                }
                found.put(info.path(), Mark.of(info));
            });
        }
        return found;
    }

    /**
     * Brings over what isn't there yet as it is now.
     *
     * @return how many entries that were
     */
    private int round(FileBackend source) {
        rounds++;
        Map<String, Mark> now = look(source);
        if (total.isEmpty()) {
            total = OptionalLong.of(now.values().stream().mapToLong(Mark::size).sum());
        }
        List<String> gone = copied.keySet().stream().filter(path -> !isStill(path, now)).toList();
        List<String> fresh = now.keySet().stream().filter(path -> !now.get(path).equals(copied.get(path))).toList();
        remove(gone);
        for (int start = 0; start < fresh.size(); start += BATCH) {
            copy(source, fresh.subList(start, Math.min(start + BATCH, fresh.size())), now);
        }
        return gone.size() + fresh.size();
    }

    /** Whether what was copied may stay, though its content may have changed. */
    private boolean isStill(String path, Map<String, Mark> now) {
        Mark mark = now.get(path);
        return mark != null && mark.isDirectory() == copied.get(path).isDirectory();
    }

    /** The deepest first. */
    private void remove(List<String> gone) {
        if (gone.isEmpty()) {
            return;
        }
        to.inSession(PATIENCE, session -> {
            gone.stream().sorted((a, b) -> Integer.compare(b.length(), a.length())).forEach(session::delete);
            return null;
        });
        gone.forEach(copied::remove);
    }

    private void copy(FileBackend source, List<String> paths, Map<String, Mark> marks) {
        Map<String, String> digests = new HashMap<>();
        List<String> done = new ArrayList<>();
        to.inSession(PATIENCE, session -> {
            for (String path : paths) {
                check.run();
                if (marks.get(path).isDirectory()) {
                    session.createDirectory(path, WriteOption.OVERWRITE);
                } else if (!copyFile(source, session, path, digests)) {
                    continue;
                }
                done.add(path);
            }
            return null;
        });
        verify(digests);
        done.forEach(path -> copied.put(path, marks.get(path)));
    }

    /** @return false if it is no file any more, which the next look sees too */
    private boolean copyFile(FileBackend source, FileBackend target, String path, Map<String, String> digests) {
        MessageDigest digest = sha256();
        InputStream opened;
        try {
            opened = source.openRead(path);
        } catch (NotFoundException e) {
            return false;
        } catch (InvalidOperationException e) {
            if (e.reason() == Reason.IS_DIRECTORY) {
                return false;
            }
            throw e;
        }
        long before = bytes;
        try (InputStream read = new DigestInputStream(opened, digest)) {
            FileInfo written = target.write(path, Content.of(read), WriteOption.OVERWRITE,
                    WriteOption.progress((sofar, size) -> progress.progressed(before + sofar, total)));
            bytes += written.size();
            files++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        digests.put(path, HexFormat.of().formatHex(digest.digest()));
        return true;
    }

    /** Asks the new place what it has, after all. */
    private void verify(Map<String, String> digests) {
        Map<String, String> found = to.checksumMany(digests.keySet(), ChecksumAlgorithm.SHA256);
        digests.forEach((path, digest) -> {
            if (!digest.equals(found.get(path))) {
                throw new CorruptContentException(path, "what arrived at the new place is not what was read");
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
